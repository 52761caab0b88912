//! The date of a post: of its file name, or of its front matter moved to the time zone of the site.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

/// A day, as URLs have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Moment(Date);

impl Moment {
    /// `2021-09-01` and `2021-9-1`, as file names begin; years may have two digits.
    pub(super) fn of_name(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let year: i16 = parts.next()?.parse().ok()?;
        let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let year = if year < 100 { year + 2000 } else { year };
        Date::new(year, month, day).ok().map(Self)
    }

    /// A date of front matter: `2022-03-04`, `2022-03-04 12:00:00`, `2022-03-04T12:00:00+02:00`. A time without a zone is
    /// taken for one of UTC, as Ruby's YAML does.
    pub(super) fn of_text(text: &str, zone: Option<&TimeZone>) -> Option<Self> {
        let text = text.trim();
        let date = Self::of_name(text.get(..10).unwrap_or(text)).or_else(|| Self::of_name(text.split([' ', 'T']).next()?))?;
        let behind = text.find([' ', 'T']).and_then(|at| text.get(at + 1..)).unwrap_or("").trim();
        let (Some(zone), false) = (zone, behind.is_empty()) else { return Some(date) };
        let end = behind.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))).unwrap_or(behind.len());
        let (time, offset) = behind.split_at(end);
        let mut numbers = time.split([':', '.']).map(|number| number.parse::<i8>().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        let Ok(time) = Time::new(next(), next(), next(), 0) else { return Some(date) };
        let offset = offset_of(offset.trim())?;
        let moved = offset.to_timestamp(DateTime::from_parts(date.0, time)).ok()?.to_zoned(zone.clone());
        Some(Self(moved.date()))
    }

    /// As `2022-03-04`.
    pub(super) fn iso(self) -> String {
        self.0.to_string()
    }

    /// What a word of a pattern stands for.
    pub(super) fn word(self, name: &str) -> Option<String> {
        let date = self.0;
        let weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let named = |names: &[&str], number: i8| names.get(usize::try_from(number).ok()?).map(|name| (*name).to_owned());
        Some(match name {
            "year" => format!("{:04}", date.year()),
            "short_year" => format!("{:02}", date.year() % 100),
            "month" => format!("{:02}", date.month()),
            "i_month" => date.month().to_string(),
            "day" => format!("{:02}", date.day()),
            "i_day" => date.day().to_string(),
            "y_day" => format!("{:03}", date.day_of_year()),
            "week" => format!("{:02}", date.iso_week_date().week()),
            "w_year" => date.iso_week_date().year().to_string(),
            "w_day" => date.weekday().to_monday_one_offset().to_string(),
            "short_day" => named(&weekday, date.weekday().to_monday_zero_offset())?,
            "short_month" => named(&month, date.month() - 1)?,
            // Times that nobody puts into a URL.
            "hour" | "minute" | "second" => "00".to_owned(),
            _ => return None,
        })
    }
}

/// `+0200`, `+02:00`, `Z`, `UTC` and nothing.
fn offset_of(text: &str) -> Option<Offset> {
    let Some(sign) = text.chars().next().filter(|sign| matches!(sign, '+' | '-')) else { return Some(Offset::UTC) };
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let hours: i32 = digits.get(..2)?.parse().ok()?;
    let minutes: i32 = digits.get(2..4).unwrap_or("0").parse().ok()?;
    let seconds = (hours * 60 + minutes) * 60;
    Offset::from_seconds(if sign == '-' { -seconds } else { seconds }).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_move_to_the_zone_of_the_site() {
        let zone = TimeZone::fixed(Offset::constant(2));
        let iso = |text: &str| Moment::of_text(text, Some(&zone)).map(Moment::iso);
        assert_eq!(iso("2024-10-03 23:30:00 +0000").as_deref(), Some("2024-10-04"));
        assert_eq!(iso("2024-10-03T23:30:00").as_deref(), Some("2024-10-04"));
        assert_eq!(iso("2024-10-03 23:30:00 +0200").as_deref(), Some("2024-10-03"));
        assert_eq!(iso("2024-10-03").as_deref(), Some("2024-10-03"));
        assert_eq!(Moment::of_text("2024-10-03 23:30", None).map(Moment::iso).as_deref(), Some("2024-10-03"));
        assert_eq!(iso("soon"), None);
        assert_eq!(Moment::of_name("2021-9-1").map(Moment::iso).as_deref(), Some("2021-09-01"));
    }
}
