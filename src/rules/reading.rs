//! Rules about reading: files and front matter that could not be understood as their author meant them.

pub(super) mod duplicate_url;
pub(super) mod malformed_front_matter;
pub(super) mod unfilled_variable;
pub(super) mod unreadable_article;
