//! Expressions of a script, read for their values.

mod lists;
mod operators;

use operators::type_arguments;

use super::module::Module;
use super::tokens::{bracket_end, name_end, pattern_end, skip_space, string_end, unescaped, walk_code};
use super::{SPREAD, Value};

/// Expressions nested deeper than this are not read; stacks are finite.
const DEEPEST: usize = 64;

/// Reads one expression of a script.
pub(super) struct Parser<'m> {
    module: &'m Module<'m>,
    at: usize,
    depth: usize,
}

/// What stands before operators: its value, or a name whose value nobody has asked for.
enum Operand {
    Value(Value),
    Name(String),
}

impl<'m> Parser<'m> {
    pub(super) fn new(module: &'m Module<'m>, at: usize) -> Self {
        Self { module, at, depth: 0 }
    }

    fn rest(&self) -> &'m str {
        self.module.text.get(self.at..).unwrap_or("")
    }

    fn skip_space(&mut self) {
        self.at = skip_space(&self.module.text, self.at);
    }

    /// Goes on behind `token` if it comes next.
    fn take(&mut self, token: &str) -> bool {
        self.skip_space();
        let there = self.rest().starts_with(token);
        if there {
            self.at += token.len();
        }
        there
    }

    fn name(&mut self) -> &'m str {
        self.skip_space();
        let end = name_end(&self.module.text, self.at);
        let name = self.module.text.get(self.at..end).unwrap_or("");
        self.at = end;
        name
    }

    fn skip_brackets(&mut self) {
        self.at = bracket_end(&self.module.text, self.at);
    }

    /// The value of the expression that comes next.
    pub(super) fn expression(&mut self) -> Value {
        self.skip_space();
        if self.depth >= DEEPEST || !self.module.spend() {
            // Whoever called goes on behind it.
            self.at = if self.rest().starts_with(['{', '[', '(']) {
                bracket_end(&self.module.text, self.at)
            } else {
                self.module.text.len()
            };
            return Value::Unknown;
        }
        self.depth += 1;
        let operand = self.operand();
        let operand = self.reached(operand);
        let value = self.value(operand);
        let value = self.combined(value);
        self.depth -= 1;
        value
    }

    fn value(&self, operand: Operand) -> Value {
        match operand {
            Operand::Value(value) => value,
            Operand::Name(name) => self.module.value_of(&name),
        }
    }

    fn operand(&mut self) -> Operand {
        self.skip_space();
        let text = &self.module.text;
        let Some(first) = self.rest().chars().next() else { return Operand::Value(Value::Unknown) };
        Operand::Value(match first {
            '\'' | '"' | '`' => {
                let end = string_end(text, self.at);
                let written = text.get(self.at..end).unwrap_or("");
                self.at = end;
                unescaped(written).map_or_else(|| self.template(written), Value::Text)
            }
            '{' => self.table(),
            '[' => self.list(),
            '(' => self.parenthesis(),
            '/' => {
                self.at = pattern_end(text, self.at);
                Value::Unknown
            }
            '0'..='9' => self.number(),
            '!' | '-' | '+' | '~' => {
                self.at += 1;
                let operand = self.operand();
                let operand = self.reached(operand);
                match (first, self.value(operand)) {
                    ('!', Value::Flag(flag)) => Value::Flag(!flag),
                    _ => Value::Unknown,
                }
            }
            _ => return self.word(),
        })
    }

    fn number(&mut self) -> Value {
        let end =
            self.rest().find(|c: char| !(c.is_alphanumeric() || c == '.' || c == '_')).unwrap_or(self.rest().len());
        let written = self.rest().get(..end).unwrap_or("").replace('_', "");
        self.at += end;
        written.parse().map_or(Value::Unknown, Value::Number)
    }

    /// A template whose expressions are names of texts.
    fn template(&self, written: &str) -> Value {
        let mut rest = written.trim_matches('`');
        let mut out = String::new();
        while let Some((before, behind)) = rest.split_once("${") {
            let Some((name, after)) = behind.split_once('}') else { return Value::Unknown };
            let Value::Text(text) = self.module.value_of(name.trim()) else { return Value::Unknown };
            out.push_str(before);
            out.push_str(&text);
            rest = after;
        }
        out.push_str(rest);
        Value::Text(out)
    }

    fn word(&mut self) -> Operand {
        let name = self.name();
        Operand::Value(match name {
            "" => {
                // No expression begins so: something is left out or not understood.
                if !self.rest().starts_with([',', ')', ']', '}', ';']) {
                    self.at += self.rest().chars().next().map_or(0, char::len_utf8);
                }
                Value::Unknown
            }
            "true" => Value::Flag(true),
            "false" => Value::Flag(false),
            "null" | "undefined" => Value::Null,
            "await" | "new" | "async" | "typeof" | "void" => return self.operand(),
            "function" => {
                self.take("*");
                self.name();
                self.function()
            }
            "class" => {
                // Methods stand there as they do in a table.
                self.at += self.rest().find('{').unwrap_or(self.rest().len());
                self.table()
            }
            name => {
                if self.take("=>") {
                    return Operand::Value(self.body());
                }
                return Operand::Name(name.to_owned());
            }
        })
    }

    /// `(…)`, or a function that begins with its parameters.
    fn parenthesis(&mut self) -> Value {
        let end = bracket_end(&self.module.text, self.at);
        let behind = self.module.text.get(skip_space(&self.module.text, end)..).unwrap_or("");
        // `(…): Type =>`
        let typed = || {
            let of_type = |c: char| c.is_alphanumeric() || "_<>.[]|:= ".contains(c);
            let annotation = behind.strip_prefix(':').and_then(|rest| rest.split_once("=>"));
            annotation.is_some_and(|(annotation, _)| annotation.chars().all(of_type))
        };
        if behind.starts_with("=>") || typed() {
            return self.function();
        }
        self.at += 1;
        let value = self.expression();
        self.at = end;
        value
    }

    /// A function from its parameters on.
    pub(super) fn function(&mut self) -> Value {
        self.skip_space();
        if !self.rest().starts_with('(') {
            return Value::Unknown;
        }
        self.skip_brackets();
        self.skip_space();
        if self.rest().starts_with(':') {
            // The type of what it returns.
            let arrow = self.rest().find("=>");
            let brace = self.rest().find('{');
            self.at += match (arrow, brace) {
                (Some(arrow), brace) if brace.is_none_or(|brace| arrow < brace) => arrow,
                (_, Some(brace)) => brace,
                _ => self.rest().len(),
            };
        }
        self.take("=>");
        self.body()
    }

    /// The body of a function; its value is the last one that it returns.
    fn body(&mut self) -> Value {
        self.skip_space();
        if !self.rest().starts_with('{') {
            return Value::Function(Box::new(self.expression()));
        }
        let text = &self.module.text;
        let (start, end) = (self.at, bracket_end(text, self.at));
        let (mut depth, mut last, mut before) = (0_usize, None, b' ');
        walk_code(text, start, |at, byte| {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                b'r' if depth == 1 && !before.is_ascii_alphanumeric() => {
                    let word = text.get(at..name_end(text, at));
                    last = if word == Some("return") { Some(at + "return".len()) } else { last };
                }
                _ => {}
            }
            before = byte;
            at < end
        });
        let result = last.map_or(Value::Unknown, |last| {
            self.at = last;
            self.expression()
        });
        self.at = end;
        Value::Function(Box::new(result))
    }

    fn list(&mut self) -> Value {
        let end = bracket_end(&self.module.text, self.at);
        self.at += 1;
        let mut items = Vec::new();
        while !self.take("]") && self.at < end {
            if self.take(",") {
                continue;
            }
            let before = self.at;
            let spread = self.take("...");
            match (spread, self.expression()) {
                (true, Value::List(more)) => items.extend(more),
                (_, value) => items.push(value),
            }
            self.step_over(before);
        }
        self.at = end;
        Value::List(items)
    }

    fn table(&mut self) -> Value {
        let end = bracket_end(&self.module.text, self.at);
        self.at += 1;
        let mut fields = Vec::new();
        while !self.take("}") && self.at < end {
            if self.take(",") {
                continue;
            }
            let before = self.at;
            if self.take("...") {
                match self.expression() {
                    Value::Table(more) => fields.extend(more),
                    _ => fields.push((SPREAD.to_owned(), Value::Unknown)),
                }
            } else {
                fields.extend(self.field());
            }
            self.step_over(before);
        }
        self.at = end;
        Value::Table(fields)
    }

    fn field(&mut self) -> Option<(String, Value)> {
        let key = match self.rest().chars().next()? {
            '\'' | '"' => {
                let end = string_end(&self.module.text, self.at);
                let key = self.module.text.get(self.at..end).and_then(unescaped);
                self.at = end;
                key?
            }
            '[' => {
                self.skip_brackets();
                SPREAD.to_owned()
            }
            '0'..='9' => match self.number() {
                Value::Number(number) => number.to_string(),
                _ => SPREAD.to_owned(),
            },
            _ => self.name().to_owned(),
        };
        if self.take(":") {
            return Some((key, self.expression()));
        }
        self.skip_space();
        if self.rest().starts_with('(') {
            return Some((key, self.function()));
        }
        if self.rest().starts_with([',', '}']) {
            let value = self.module.value_of(&key);
            return Some((key, value));
        }
        // `get x() {…}`, `async x() {…}`: the word was no key.
        None
    }

    /// Something that is not understood is stepped over, byte by byte, so that there is an end to it.
    fn step_over(&mut self, before: usize) {
        if self.at <= before {
            self.at = before + self.module.text.get(before..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        }
    }

    /// Follows members and calls: `a.b`, `a(…)`.
    fn reached(&mut self, mut operand: Operand) -> Operand {
        loop {
            self.skip_space();
            let rest = self.rest();
            if rest.starts_with("?.") || (rest.starts_with('.') && !rest.starts_with("..")) {
                self.at += if rest.starts_with('?') { 2 } else { 1 };
                let member = self.name();
                operand = self.member(operand, member);
            } else if rest.starts_with('(') {
                operand = Operand::Value(self.call(operand));
            } else if rest.starts_with('[') {
                self.skip_brackets();
                operand = Operand::Value(Value::Unknown);
            } else if rest.starts_with('!') && !rest.starts_with("!=") {
                self.at += 1;
            } else if let (Operand::Name(_), Some(end)) = (&operand, type_arguments(rest)) {
                self.at += end;
            } else {
                return operand;
            }
        }
    }

    fn member(&self, operand: Operand, member: &str) -> Operand {
        match operand {
            Operand::Name(name) => match self.module.value_of(name.split('.').next().unwrap_or("")) {
                Value::Table(_) if !name.contains('.') => {
                    Operand::Value(self.module.value_of(&name).field(member).cloned().unwrap_or(Value::Null))
                }
                _ => Operand::Name(format!("{name}.{member}")),
            },
            Operand::Value(value) => match &value {
                Value::Table(_) => Operand::Value(value.field(member).cloned().unwrap_or(Value::Null)),
                Value::Call(..) | Value::Unknown if member == "default" => Operand::Value(value),
                _ => Operand::Name(format!("?.{member}")),
            },
        }
    }

    fn call(&mut self, operand: Operand) -> Value {
        let Operand::Name(name) = operand else {
            self.skip_brackets();
            return Value::Unknown;
        };
        let end = bracket_end(&self.module.text, self.at);
        self.at += 1;
        let written = self.module.text.get(self.at..end).unwrap_or("");
        let mut arguments = Vec::new();
        while !self.take(")") && self.at < end {
            let before = self.at;
            if !self.take(",") {
                arguments.push(self.expression());
            }
            self.step_over(before);
        }
        self.at = end;
        match (&*name, arguments.first()) {
            // A path that is looked up stays the path.
            ("require.resolve", Some(Value::Text(path))) => Value::Text(path.clone()),
            ("require" | "import", Some(Value::Text(from))) if from.starts_with('.') => self.module.required(from),
            _ => match self.module.value_of(&name) {
                Value::Function(result) => *result,
                _ => lists::mapped(self.module, &name, &arguments, written).unwrap_or(Value::Call(name, arguments)),
            },
        }
    }
}
