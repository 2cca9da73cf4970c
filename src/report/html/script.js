'use strict';
(() => {
  const root = document.documentElement;
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const one = (id) => document.getElementById(id);
  const claims = all('.claim');
  const picks = all('input[name=verdict]');
  const [form, panel, hint, close, help] = ['filters', 'panel', 'hint', 'close', 'help'].map(one);
  const [search, source, shown] = ['search', 'source', 'shown'].map(one);
  const texts = new Map();
  let current = -1;

  const card = (claim) => one('e' + claim.id.slice(1));
  const isOff = (claim) => claim.classList.contains('off');
  // Words of the claim and of its evidence; read when a search first needs them.
  const text = (claim) => {
    if (!texts.has(claim)) texts.set(claim, (claim.textContent + ' ' + card(claim).textContent).toLowerCase());
    return texts.get(claim);
  };

  const filter = () => {
    const verdicts = new Set(picks.filter((pick) => pick.checked).map((pick) => pick.value));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const claim of claims) {
      const fits = verdicts.has(claim.dataset.verdict)
        && (source.value === '' || claim.dataset.sources.split(' ').includes(source.value))
        && (words.length === 0 || words.every((word) => text(claim).includes(word)));
      claim.classList.toggle('off', !fits);
      if (fits) count += 1;
    }
    for (const kind of ['.para', '.article']) {
      for (const box of all(kind)) box.classList.toggle('off', !box.querySelector('.claim:not(.off)'));
    }
    shown.value = count + ' of ' + claims.length + ' claims shown';
  };

  const dismiss = () => {
    for (const old of all('.card.open')) old.classList.remove('open');
    if (current >= 0) claims[current].removeAttribute('aria-current');
    panel.classList.remove('open');
    close.hidden = true;
    hint.hidden = false;
  };

  const choose = (index, focus) => {
    dismiss();
    current = index;
    const claim = claims[index];
    claim.setAttribute('aria-current', 'true');
    card(claim).classList.add('open');
    panel.classList.add('open');
    panel.scrollTop = 0;
    close.hidden = false;
    hint.hidden = true;
    if (focus) {
      claim.focus({ preventScroll: true });
      claim.scrollIntoView({ block: 'nearest' });
    }
  };

  // The next claim in a direction that is shown and fits.
  const step = (by, fits) => {
    const from = current < 0 && by < 0 ? claims.length : current;
    for (let at = from + by; at >= 0 && at < claims.length; at += by) {
      if (!isOff(claims[at]) && fits(claims[at])) return choose(at, true);
    }
  };
  const any = () => true;
  const finding = (claim) => !['supported', 'not-checkable'].includes(claim.dataset.verdict);

  const reset = () => {
    for (const pick of picks) pick.checked = true;
    search.value = '';
    source.value = '';
    filter();
  };

  const follow = () => {
    const found = /^#[ce](\d+)$/.exec(location.hash);
    const index = found ? claims.findIndex((claim) => claim.id === 'c' + found[1]) : -1;
    if (index >= 0) choose(index, location.hash[1] === 'c');
  };

  const keys = {
    j: () => step(1, any), k: () => step(-1, any),
    n: () => step(1, finding), p: () => step(-1, finding),
    o: () => { const link = document.querySelector('.card.open figcaption a'); if (link) link.click(); },
    '/': () => search.focus(),
    '?': () => help.showModal(),
    0: reset,
    Escape: () => { const claim = claims[current]; dismiss(); if (claim) claim.focus(); },
  };
  picks.forEach((pick, index) => { keys[index + 1] = () => { pick.checked = !pick.checked; filter(); }; });

  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const typing = event.target.matches('input[type=search], select');
    if (typing && event.key === 'Escape') event.target.blur();
    if (typing || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener('click', (event) => {
    const claim = event.target.closest('.claim');
    if (!claim) return;
    event.preventDefault();
    choose(claims.indexOf(claim), true);
    // Chosen by keyboard, the evidence is what is to be read next; Escape leads back.
    if (event.detail === 0) card(claim).focus();
    history.replaceState(null, '', '#' + claim.id);
  });
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
  close.addEventListener('click', keys.Escape);
  one('help-open').addEventListener('click', keys['?']);
  window.addEventListener('hashchange', follow);

  root.classList.add('js');
  form.hidden = false;
  hint.hidden = false;
  filter();
  follow();
})();
