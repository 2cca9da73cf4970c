'use strict';
(() => {
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const one = (id) => document.getElementById(id);
  // Claims and their cards stand in the same order; a finding is a line of the list with its claim.
  const claims = all('.claim');
  const cards = all('.card');
  const findings = all('.finding');
  const lines = findings.filter((line) => line.dataset.claim);
  const name = (claim) => claim.id.slice('claim-'.length);
  const places = new Map(claims.map((claim, at) => [name(claim), at]));
  const placeOf = (line) => places.get(line.dataset.claim);
  const lineOf = new Map(lines.map((line) => [placeOf(line), line]));
  const picks = all('input[name=verdict]');
  const [fold, form, panel, hint, help] = ['fold', 'filters', 'panel', 'hint', 'help'].map(one);
  const [search, source, shown] = ['search', 'source', 'shown'].map(one);
  const [accept, reason, copied] = ['accept', 'reason', 'copied'].map(one);
  const wide = window.matchMedia('(min-width: 60rem)');
  const texts = new Map();
  const close = document.createElement('button');
  let current = -1;
  // What was chosen: a line of the list, or a sentence of the article.
  let origin = null;

  // Words of the claim and of its evidence; read when a search first needs them.
  const text = (at) => {
    if (!texts.has(at)) {
      const parts = [claims[at], ...all('.why, .quote', cards[at])];
      texts.set(at, parts.map((part) => part.textContent).join(' ').toLowerCase());
    }
    return texts.get(at);
  };

  const filter = () => {
    const marked = new Set(picks.filter((pick) => pick.checked).map((pick) => pick.value));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = claims.map((claim, at) => (source.value === '' || claim.dataset.sources.split(' ').includes(source.value))
      && words.every((word) => text(at).includes(word)));
    claims.forEach((claim, at) => {
      const on = marked.has(claim.dataset.verdict);
      claim.classList.toggle('on', on);
      claim.classList.toggle('off', !on);
      claim.classList.toggle('out', !fits[at]);
    });
    for (const kind of ['.para', '.article']) {
      for (const box of all(kind)) box.classList.toggle('out', !box.querySelector('.claim:not(.out)'));
    }
    for (const line of lines) {
      const at = placeOf(line);
      line.classList.toggle('out', !fits[at] || !marked.has(claims[at].dataset.verdict));
    }
    const left = lines.filter((line) => !line.classList.contains('out')).length;
    shown.value = fits.filter(Boolean).length + ' of ' + claims.length + ' sentences, ' + left + ' of ' + lines.length + ' findings shown';
  };

  // Beside the article where there is room; else below what was chosen, which stays in sight above it.
  const place = () => {
    if (current < 0) return;
    const card = cards[current];
    if (wide.matches) panel.insertBefore(card, cards[current + 1] || null);
    else if (origin.matches('.finding')) origin.append(card);
    else origin.closest('.para').after(card);
  };

  const dismiss = () => {
    if (current < 0) return;
    cards[current].classList.remove('open');
    panel.insertBefore(cards[current], cards[current + 1] || null);
    for (const old of all('[aria-current]')) old.removeAttribute('aria-current');
    accept.hidden = true;
    hint.hidden = false;
    current = -1;
  };

  const choose = (at, from, focus) => {
    dismiss();
    current = at;
    origin = from;
    const card = cards[at];
    const line = lineOf.get(at);
    claims[at].setAttribute('aria-current', 'true');
    if (line) line.querySelector('a').setAttribute('aria-current', 'true');
    card.classList.add('open');
    card.querySelector('h3').append(close);
    accept.hidden = card.dataset.id === undefined;
    one('copy-comment').hidden = card.dataset.ignore !== 'comment';
    one('copy-field').hidden = card.dataset.ignore !== 'field';
    copied.value = '';
    card.append(accept);
    hint.hidden = true;
    panel.scrollTop = 0;
    place();
    if (!focus) return;
    const folded = origin.closest('details');
    if (folded) folded.open = true;
    const target = origin.matches('.finding') ? origin.querySelector('a') : origin;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: wide.matches ? 'nearest' : 'start' });
  };

  // The next of a list in a direction that is not filtered out.
  const step = (list, at, by) => {
    for (let next = at + by; next >= 0 && next < list.length; next += by) {
      if (!list[next].classList.contains('out')) return list[next];
    }
    return null;
  };
  const stepClaim = (by) => {
    const claim = step(claims, current < 0 && by < 0 ? claims.length : current, by);
    if (claim) choose(claims.indexOf(claim), claim, true);
  };
  const stepFinding = (by) => {
    const line = step(lines, lines.indexOf(lineOf.get(current)), by);
    if (line) choose(placeOf(line), line, true);
  };

  const reset = () => {
    for (const pick of picks) pick.checked = pick.defaultChecked;
    search.value = '';
    source.value = '';
    filter();
  };

  // A link to a claim holds for every report that has it.
  const follow = () => {
    const found = /^#(claim|evidence)-(.+)$/.exec(location.hash);
    const at = found ? places.get(found[2]) : undefined;
    if (at === undefined) return false;
    choose(at, claims[at], true);
    claims[at].scrollIntoView({ block: wide.matches ? 'center' : 'start' });
    return true;
  };

  const back = () => {
    const from = origin;
    if (!wide.matches) dismiss();
    if (from) (from.matches('.finding') ? from.querySelector('a') : from).focus();
  };
  const find = () => { fold.open = true; search.focus(); };
  const keys = {
    j: () => stepClaim(1), k: () => stepClaim(-1),
    n: () => stepFinding(1), p: () => stepFinding(-1),
    o: () => { const link = document.querySelector('.card.open figcaption a'); if (link) link.click(); },
    '/': find,
    '?': () => help.showModal(),
    0: reset,
    Escape: back,
  };
  picks.forEach((pick, at) => { keys[at + 1] = () => { pick.checked = !pick.checked; filter(); }; });

  // Accepting: what is copied goes into the article, or into a shell, where quotes keep every name one word.
  const quoted = (word) => "'" + word.replace(/'/g, "'\\''") + "'";
  const copy = async (make) => {
    const why = reason.value.trim();
    if (why === '' || /--|-$|[<>]|[\u0000-\u001f\u007f]/.test(why)) {
      copied.value = 'A reason is one line of text, without -- and without < and >.';
      reason.focus();
      return;
    }
    const words = make(why, cards[current].dataset);
    try {
      await navigator.clipboard.writeText(words);
      copied.value = 'Copied: ' + words;
    } catch {
      copied.value = 'Copy this: ' + words;
    }
  };
  const command = (to) => (why, card) => 'citecheck accept' + to + ' --reason ' + quoted(why) + ' -- ' + quoted(card.id) + ' ' + quoted(card.file);
  one('copy-comment').addEventListener('click', () => copy((why) => '<!-- citecheck: ignore ' + why + ' -->'));
  one('copy-field').addEventListener('click', () => copy(command('')));
  one('copy-baseline').addEventListener('click', () => copy(command(' --to baseline')));
  accept.addEventListener('submit', (event) => event.preventDefault());

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches('input[type=search], input[type=text], select');
    if (typing && event.key === 'Escape') event.target.blur();
    if (typing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest('.claim, .finding > a, .card h3 a');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const line = link.closest('.finding');
    let at;
    let from = link;
    if (link.matches('.claim')) at = claims.indexOf(link);
    else if (link.matches('h3 a')) [at, from] = [current, claims[current]];
    else [at, from] = [placeOf(line), line];
    if (at === undefined) return;
    event.preventDefault();
    choose(at, from, true);
    // Chosen by keyboard, the evidence is what is to be read next; Escape leads back.
    if (event.detail === 0 && !link.matches('h3 a')) cards[at].focus({ preventScroll: true });
    history.replaceState(null, '', '#' + claims[at].id);
  });
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  close.addEventListener('click', back);
  one('help-open').addEventListener('click', keys['?']);
  window.addEventListener('hashchange', follow);
  window.addEventListener('beforeprint', () => { if (current >= 0) panel.insertBefore(cards[current], cards[current + 1] || null); });
  window.addEventListener('afterprint', place);
  const fit = () => { fold.open = wide.matches; place(); };
  wide.addEventListener('change', fit);

  close.type = 'button';
  close.className = 'close';
  close.textContent = 'Close';
  fold.hidden = false;
  hint.hidden = false;
  filter();
  fit();
  // It opens on the first finding.
  if (!follow() && lines.length > 0) choose(placeOf(lines[0]), lines[0], false);
})();
