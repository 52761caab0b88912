//! The weights of the signals. They were fitted by logistic regression on links that editors had made and that were taken out of
//! twelve public sites; `benches/fit_suggest.py` makes this table, CONTRIBUTING.md tells of which sites. What the suggestions are
//! measured on was not among them.

/// What a signal is about, which is how reports sum it up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Its names, and the words of links to it, stand in the text.
    Names,
    /// The text is about the same.
    Content,
    /// What similar and linked articles link to.
    Links,
    /// Where both lie in the site.
    Structure,
}

impl Kind {
    /// All kinds in the order of reports.
    pub const ALL: [Self; 4] = [Self::Names, Self::Content, Self::Links, Self::Structure];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Content => "content",
            Self::Links => "links",
            Self::Structure => "structure",
        }
    }
}

/// A signal and what it counts.
#[derive(Clone, Copy, Debug)]
pub struct Signal {
    /// What it is called.
    pub name: &'static str,
    /// What it is about.
    pub kind: Kind,
    /// What one unit of it adds to the log-odds that an editor makes the link.
    pub weight: f32,
}

/// How many signals there are.
pub const SIGNALS: usize = 22;

/// The log-odds of a link that nothing speaks for.
pub const BIAS: f32 = -8.817;

/// The signals in the order in which they are measured.
#[rustfmt::skip]
pub const WEIGHTS: [Signal; SIGNALS] = [
    signal("anchor",       Kind::Names,          4.980),
    signal("rank_linked",  Kind::Names,          2.894),
    signal("rank_named",   Kind::Names,         -2.600),
    signal("title",        Kind::Names,          0.324),
    signal("heading",      Kind::Names,          0.894),
    signal("rarity",       Kind::Names,          2.511),
    signal("words",        Kind::Names,          1.466),
    signal("taken",        Kind::Names,          0.258),
    signal("coverage",     Kind::Content,        0.640),
    signal("rank_covered", Kind::Content,        0.957),
    signal("vocabulary",   Kind::Content,        0.488),
    signal("rank_near",    Kind::Content,        1.242),
    signal("context",      Kind::Content,        2.273),
    signal("votes",        Kind::Links,          5.505),
    signal("rank_walked",  Kind::Links,          0.613),
    signal("inbound",      Kind::Links,          0.313),
    signal("listed",       Kind::Links,         -0.392),
    signal("habit",        Kind::Structure,      1.247),
    signal("broad_habit",  Kind::Structure,      1.030),
    signal("parent",       Kind::Structure,     -1.437),
    signal("child",        Kind::Structure,      1.662),
    signal("section",      Kind::Structure,      0.791),
];

const fn signal(name: &'static str, kind: Kind, weight: f32) -> Signal {
    Signal { name, kind, weight }
}
