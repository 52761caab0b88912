//! Reading: from a folder of files to article records.

mod article;

pub use article::{
    Article, ArticleId, Heading, Link, LinkKind, LinkRole, Metadata, Problem, ProblemKind, Suppression, Variable,
};
