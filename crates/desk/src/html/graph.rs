//! Who deals with whom, drawn on the server: circles with names, and lines between them.

mod force;

use maud::{Markup, html};

use force::Body;

/// A network to be drawn.
pub struct Graph<'a> {
    /// What the picture shows, in a sentence.
    pub title: &'a str,
    /// Who is in it.
    pub nodes: Vec<Node>,
    /// Who is linked with whom.
    pub links: Vec<Link>,
}

/// A circle with a name.
pub struct Node {
    /// The name.
    pub name: String,
    /// Where it leads.
    pub address: String,
    /// What kind of circle it is, for its colour: a number of a layer.
    pub layer: usize,
    /// How much there is of it: the size of the circle.
    pub weight: usize,
}

/// A line between two circles, by their numbers.
pub struct Link {
    /// The one end.
    pub one: usize,
    /// The other.
    pub other: usize,
    /// How much there is of it: the width of the line.
    pub weight: usize,
}

/// Of the picture, in its own units.
const WIDTH: f64 = 960.0;
/// So few nodes have a picture that is no wider than a telephone.
const FEW: usize = 6;
const NARROW: f64 = 360.0;
const LOWEST: f64 = 240.0;
const HIGHEST: f64 = 720.0;
/// Room that one more name takes, downwards.
const EACH: f64 = 12.0;
/// Of a letter of a name, about.
const LETTER: f64 = 7.2;
/// Of a name.
const LINE: f64 = 14.0;
/// More letters of a name are cut off.
const LETTERS: usize = 22;

/// Draws a network; the table of its links is for the page to write.
pub fn graph(graph: &Graph) -> Markup {
    let bodies: Vec<Body> = graph.nodes.iter().map(body).collect();
    let links: Vec<(usize, usize)> = graph.links.iter().map(|link| (link.one, link.other)).collect();
    let height = (EACH * graph.nodes.len() as f64).clamp(LOWEST, HIGHEST);
    let are_few = graph.nodes.len() <= FEW;
    let across = if are_few { NARROW } else { WIDTH };
    let places = force::places(&bodies, &links, (across, height));
    html! {
        svg.network.narrow[are_few] viewBox={ "0 0 " (across) " " (height) } role="group" aria-label=(graph.title) {
            g.links aria-hidden="true" {
                @for link in &graph.links {
                    @let ((x1, y1), (x2, y2)) = (places[link.one], places[link.other]);
                    line x1=(at(x1)) y1=(at(y1)) x2=(at(x2)) y2=(at(y2)) stroke-width=(at(width(link.weight))) {}
                }
            }
            @for (node, (x, y)) in graph.nodes.iter().zip(&places) {
                @let radius = radius(node.weight);
                a href=(node.address) {
                    title { (node.name) ": " (node.weight) }
                    circle class={ "layer-" (node.layer) } cx=(at(*x)) cy=(at(*y)) r=(at(radius)) {}
                    text x=(at(*x)) y=(at(y + radius + LINE - 3.0)) text-anchor="middle" { (short(&node.name)) }
                }
            }
        }
    }
}

fn body(node: &Node) -> Body {
    let radius = radius(node.weight);
    let wide = short(&node.name).chars().count() as f64 * LETTER;
    Body { half_width: (wide / 2.0).max(radius), above: radius, below: radius + LINE }
}

fn radius(weight: usize) -> f64 {
    (3.0 + (weight as f64).sqrt() * 1.5).min(20.0)
}

fn width(weight: usize) -> f64 {
    (0.5 + (weight as f64).sqrt() * 0.5).min(8.0)
}

fn short(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", kept.trim_end())
}

/// Rounds a length: nobody sees less than a tenth, and it is the same on every machine.
fn at(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
