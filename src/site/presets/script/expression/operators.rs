//! Operators between values: defaults, choices, texts put together; types, which say nothing.

use super::super::Value;
use super::super::tokens::walk_code;
use super::{DEEPEST, Parser};

impl Parser<'_> {
    /// What operators make of `value` and what follows.
    pub(super) fn combined(&mut self, value: Value) -> Value {
        self.skip_space();
        let rest = self.rest();
        if rest.starts_with("as ") || rest.starts_with("satisfies ") {
            self.skip_type();
            return self.combined(value);
        }
        if self.take("||") || self.take("??") {
            let other = self.expression();
            let unknown = value.is_unreadable() || value == Value::Null;
            return if unknown { other } else { value };
        }
        if self.take("&&") {
            return self.expression();
        }
        if rest.starts_with('?') && !rest.starts_with("?.") {
            self.at += 1;
            let yes = self.expression();
            self.take(":");
            let no = self.expression();
            return match value {
                Value::Flag(true) => yes,
                Value::Flag(false) | Value::Null => no,
                _ if yes == no => yes,
                _ => Value::Unknown,
            };
        }
        if rest.starts_with('+') && !rest.starts_with("++") {
            self.at += 1;
            return match (value, self.expression()) {
                (Value::Text(one), Value::Text(other)) => Value::Text(one + &other),
                _ => Value::Unknown,
            };
        }
        let operator = rest.find(|c: char| !"=!<>*/%&|^-".contains(c)).unwrap_or(rest.len());
        if operator > 0 && !rest.starts_with("=>") {
            self.at += operator;
            // `a === b ? c : d`
            let compared = self.depth < DEEPEST && !matches!(self.expression(), Value::Null);
            return if compared { Value::Unknown } else { self.combined(Value::Unknown) };
        }
        value
    }

    /// Steps over a type up to where the expression ends.
    fn skip_type(&mut self) {
        let mut end = self.module.text.len();
        let mut depth = 0_usize;
        walk_code(&self.module.text, self.at, |at, byte| {
            match byte {
                b'(' | b'[' | b'{' | b'<' => depth += 1,
                b')' | b']' | b'}' | b',' | b';' | b'\n' if depth == 0 => {
                    end = at;
                    return false;
                }
                b')' | b']' | b'}' | b'>' => depth = depth.saturating_sub(1),
                _ => {}
            }
            true
        });
        self.at = end;
    }
}

/// The length of the type arguments that `rest` begins with, if a call follows them: `<Options>(…)`.
pub(super) fn type_arguments(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    let end = inner.find(|c: char| !(c.is_alphanumeric() || "_.,[]|'\" ".contains(c)))?;
    inner.get(end..)?.starts_with(">(").then_some(end + 2)
}
