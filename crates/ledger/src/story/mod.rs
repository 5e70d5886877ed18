//! Stories: articles over days that tell of one thing.
//!
//! Each article hangs on the earlier article that it is most like, if it is like one at all; what hangs together is a
//! story. Whom an article hangs on is a function of the set of articles, so stories do not depend on the order in which
//! they came, and a new article moves only those that are more like it than like what they hung on.

mod features;
mod forest;
mod list;
mod view;
mod write;

pub use forest::settle;
pub use list::{StoryRow, stories, story};
pub use view::{StoryArticle, StoryView, view};
