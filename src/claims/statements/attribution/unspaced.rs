//! Names in languages without spaces between words: "Xによると", "据X报道".

use super::candidate::Candidate;
use crate::text::Span;

/// "Xによると、", "据X报道，": Japanese and Chinese.
pub(super) fn unspaced(text: &str) -> Vec<Candidate> {
    const CLAUSE: [char; 7] = ['。', '、', '，', ' ', '「', '」', '　'];
    let mut found = Vec::new();
    for marker in ["によると", "によれば"] {
        let Some(at) = text.find(marker) else {
            continue;
        };
        let name = text[..at].rsplit(CLAUSE).next().unwrap_or_default();
        if name.is_empty() {
            continue;
        }
        let begin = at - name.len();
        let end = at + marker.len();
        let end = end
            + text[end..]
                .chars()
                .next()
                .filter(|c| CLAUSE.contains(c))
                .map_or(0, char::len_utf8);
        found.push(Candidate {
            name: name.to_owned(),
            at,
            words: Some(Span::new(begin, end)),
            sure: true,
            clause: None,
        });
    }
    // 据…报道: "as … reports".
    if let Some(rest) = text.strip_prefix('据')
        && let Some((end, verb)) = ["报道", "报导", "统计", "介绍", "消息", "称"]
            .iter()
            .filter_map(|verb| Some((rest.find(verb)?, verb.len())))
            .min()
        && end > 0
        && !rest[..end].contains(['，', '。'])
    {
        let close = '据'.len_utf8() + end + verb;
        let comma = text[close..]
            .chars()
            .next()
            .filter(|c| matches!(c, '，' | '、'));
        found.push(Candidate {
            name: rest[..end].to_owned(),
            at: 0,
            words: Some(Span::new(0, close + comma.map_or(0, char::len_utf8))),
            sure: true,
            clause: None,
        });
    }
    found
}
