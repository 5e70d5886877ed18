//! Who makes a request, and the key of the forms that are shown to them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Role;
use super::secret::{kept, new_secret, same};

/// How the desk knows who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// They sit at the machine, and there are no users.
    Machine,
    /// By the cookie of a session.
    Session,
    /// By a token, which no browser sends of itself.
    Token,
    /// Not at all.
    Unknown,
}

/// Who makes a request.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// By which name they sign.
    pub name: Option<String>,
    /// What they may do; nothing for strangers.
    pub role: Option<Role>,
    /// How the desk knows.
    pub way: Way,
    /// What the browser keeps: the secret of a session, or one that only binds forms to it.
    cookie: Arc<Cookie>,
}

#[derive(Debug)]
struct Cookie {
    secret: String,
    is_new: bool,
    /// Whether a form was shown, so that the browser must have it.
    is_needed: AtomicBool,
}

impl Visitor {
    /// Makes a visitor with the secret of the cookie that came, or with a new one.
    pub fn new(name: Option<String>, role: Option<Role>, way: Way, cookie: Option<String>) -> Self {
        let is_new = cookie.is_none();
        let secret = cookie.unwrap_or_else(new_secret);
        Visitor { name, role, way, cookie: Arc::new(Cookie { secret, is_new, is_needed: AtomicBool::new(false) }) }
    }

    /// Tells whether somebody may do what needs a role.
    pub fn may(&self, needed: Option<Role>) -> bool {
        needed.is_none() || self.role >= needed
    }

    /// Tells whether somebody may send what needs a role; who only reads at the machine changes nothing.
    pub fn may_send(&self, needed: Option<Role>) -> bool {
        self.may(needed) && (self.way != Way::Machine || self.role > Some(Role::Reader))
    }

    /// Returns the key that a form carries, so that no other site can send it: bound to the visitor's cookie.
    pub fn form_key(&self) -> String {
        self.cookie.is_needed.store(true, Ordering::Relaxed);
        kept("form", &self.cookie.secret)
    }

    /// Tells whether a form carries the key of this visitor.
    pub fn has_form_key(&self, key: &str) -> bool {
        same(&kept("form", &self.cookie.secret), key)
    }

    /// Returns the secret that the browser must be given with the reply.
    pub fn new_cookie(&self) -> Option<&str> {
        let is_wanted = self.cookie.is_new && self.cookie.is_needed.load(Ordering::Relaxed);
        is_wanted.then_some(self.cookie.secret.as_str())
    }

    /// Returns the secret of the cookie that came.
    pub fn session(&self) -> Option<&str> {
        (self.way == Way::Session).then_some(self.cookie.secret.as_str())
    }

    /// Returns the name by which they sign.
    pub fn signature(&self) -> &str {
        self.name.as_deref().unwrap_or("somebody")
    }
}
