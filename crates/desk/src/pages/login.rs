//! Where somebody signs in.

use maud::{Markup, html};
use schemars::JsonSchema;
use serde::Serialize;

use crate::asked::Asked;
use crate::forms::inside;
use crate::html::form;
use crate::refusal::Refusal;
use crate::route::View;

/// What the page shows.
#[derive(Serialize, JsonSchema)]
pub struct LoginPage {
    /// Whether the desk has users.
    has_users: bool,
    /// The page to go on to.
    next: String,
    #[serde(skip)]
    key: String,
}

/// Asks who is there.
pub fn load(asked: &Asked) -> Result<LoginPage, Refusal> {
    let next = inside(asked.text("next")?).to_owned();
    Ok(LoginPage { has_users: asked.desk.policy.access().is_some(), next, key: asked.visitor.form_key() })
}

impl View for LoginPage {
    fn title(&self) -> String {
        "Sign in".to_owned()
    }

    fn body(&self) -> Markup {
        html! {
            @if self.has_users {
                (form("/login", &self.key, &html! {
                    input type="hidden" name="next" value=(self.next);
                    label { "Name" input name="name" autocomplete="username" required autofocus; }
                    label { "Password" input type="password" name="password" autocomplete="current-password" required; }
                    button { "Sign in" }
                }))
            } @else {
                p.lede { "Nobody signs in to this desk: it is open to whoever sits at the machine." }
            }
        }
    }
}
