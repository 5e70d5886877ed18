//! Forms that send something, each with the key that only our own pages carry.

use maud::{Markup, html};

use crate::act::KEY;

/// Writes a form that is sent to an address.
pub fn form(address: &str, key: &str, content: &Markup) -> Markup {
    html! {
        form.deed method="post" action=(address) {
            input type="hidden" name=(KEY) value=(key);
            (content)
        }
    }
}

/// Writes a form that is a button and nothing else; `fields` go with it.
pub fn button_form(address: &str, key: &str, fields: &[(&str, &str)], words: &str) -> Markup {
    html! {
        form.one method="post" action=(address) {
            input type="hidden" name=(KEY) value=(key);
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            button { (words) }
        }
    }
}

/// Writes a line of text to fill in.
pub fn text_field(name: &str, label: &str, value: &str, hint: &str) -> Markup {
    html! { label { (label) input name=(name) value=(value) placeholder=(hint) autocomplete="off"; } }
}

/// Writes the line for the reason of a correction.
pub fn reason() -> Markup {
    text_field("why", "Reason, for the log", "", "")
}
