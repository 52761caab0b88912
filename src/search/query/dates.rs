//! Days that an article may have been updated on: `2026`, `>2026-01-31`, `<=2026-02`, `2026-01..2026-03`.

use jiff::ToSpan;
use jiff::civil::Date;

/// A range of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::search) struct Days {
    from: Date,
    to: Date,
}

impl Days {
    /// Whether `day` lies within.
    pub(in crate::search) fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// From what stands behind `updated:`.
    pub(super) fn parse(written: &str) -> Option<Self> {
        if let Some((from, to)) = written.split_once("..") {
            let from = if from.is_empty() { Date::MIN } else { Self::period(from)?.from };
            let to = if to.is_empty() { Date::MAX } else { Self::period(to)?.to };
            return Some(Self { from, to });
        }
        let sign = written.len() - written.trim_start_matches(['<', '>', '=']).len();
        let (sign, period) = written.split_at_checked(sign)?;
        let period = Self::period(period)?;
        let (before, after) = (period.from.saturating_sub(1.day()), period.to.saturating_add(1.day()));
        match sign {
            "" | "=" => Some(period),
            ">" => Some(Self { from: after, to: Date::MAX }),
            ">=" => Some(Self { from: period.from, to: Date::MAX }),
            "<" => Some(Self { from: Date::MIN, to: before }),
            "<=" => Some(Self { from: Date::MIN, to: period.to }),
            _ => None,
        }
    }

    /// A year, a month or a day.
    fn period(written: &str) -> Option<Self> {
        let mut parts = written.split('-');
        let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let mut number = || parts.next().map(|part| part.parse::<i8>().ok());
        match (number(), number(), number()) {
            (None, ..) => Some(Self { from: Date::new(year, 1, 1).ok()?, to: Date::new(year, 12, 31).ok()? }),
            (Some(month), None, _) => {
                let from = Date::new(year, month?, 1).ok()?;
                Some(Self { from, to: from.last_of_month() })
            }
            (Some(month), Some(day), None) => {
                let day = Date::new(year, month?, day?).ok()?;
                Some(Self { from: day, to: day })
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn holds(written: &str, year: i16, month: i8, day: i8) -> bool {
        Days::parse(written).unwrap().contains(date(year, month, day))
    }

    #[test]
    fn periods_and_signs() {
        assert!(holds("2026", 2026, 12, 31) && !holds("2026", 2025, 12, 31));
        assert!(holds(">2026-01", 2026, 2, 1) && !holds(">2026-01", 2026, 1, 31));
        assert!(holds("<=2026-02", 2026, 2, 28) && !holds("<2026-02", 2026, 2, 1));
        assert!(holds("2026-01..2026-03", 2026, 3, 31) && holds("..2026", 1999, 1, 1) && holds("2026..", 2030, 1, 1));
        assert_eq!([Days::parse("soon"), Days::parse("2026-13"), Days::parse("><2026"), Days::parse("")], [None; 4]);
    }
}
