//! Bars over time, drawn on the server, each with the table of its numbers.

use maud::{Markup, html};

/// Stacked bars: one column for each label, one layer for each series.
pub struct Bars<'a> {
    /// What the picture shows, in a sentence.
    pub title: &'a str,
    /// What the labels are: `Month`.
    pub axis: &'a str,
    /// The columns: label, and the address it leads to.
    pub columns: Vec<(String, Option<String>)>,
    /// The layers: name, and a number for each column.
    pub series: Vec<(String, Vec<usize>)>,
}

/// Of the picture, in its own units.
const WIDTH: usize = 560;
const HEIGHT: usize = 150;
/// Room below for labels, and to the left for numbers.
const BELOW: usize = 24;
const LEFT: usize = 32;
/// The widest that a column gets.
const WIDEST: usize = 48;

/// Draws bars, and the table with the same numbers below them.
pub fn bars(bars: &Bars) -> Markup {
    let totals: Vec<usize> =
        (0..bars.columns.len()).map(|at| bars.series.iter().map(|(_, values)| values[at]).sum()).collect();
    let most = totals.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return html! {};
    }
    html! {
        figure.chart {
            (picture(bars, &totals, most))
            @if bars.series.len() > 1 {
                ul.key aria-hidden="true" {
                    @for (at, (name, _)) in bars.series.iter().enumerate() {
                        li { svg viewBox="0 0 10 10" width="10" height="10" { rect class={ "layer-" (at) } width="10" height="10" {} } " " (name) }
                    }
                }
            }
            figcaption { (bars.title) }
            details { summary { "The same as a table" } (table(bars, &totals)) }
        }
    }
}

fn picture(bars: &Bars, totals: &[usize], most: usize) -> Markup {
    let step = (WIDTH - LEFT) / bars.columns.len();
    let wide = (step * 3 / 4).clamp(2, WIDEST);
    let tall = |count: usize| (HEIGHT - 14) * count / most;
    let every = (bars.columns.len() * 64).div_ceil(WIDTH - LEFT).max(1);
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT + BELOW) } role="img" aria-label=(bars.title) {
            line.axis x1=(LEFT) y1=(HEIGHT) x2=(WIDTH) y2=(HEIGHT) {}
            text.number x=(LEFT - 6) y="14" text-anchor="end" { (most) }
            text.number x=(LEFT - 6) y=(HEIGHT) text-anchor="end" { "0" }
            @for (at, (label, _)) in bars.columns.iter().enumerate() {
                @let x = LEFT + at * step + (step - wide) / 2;
                @for (layer, (name, values)) in bars.series.iter().enumerate() {
                    @let below: usize = bars.series[..layer].iter().map(|(_, values)| values[at]).sum();
                    @let top = HEIGHT - tall(below + values[at]);
                    @if values[at] > 0 {
                        rect class={ "layer-" (layer) } x=(x) y=(top) width=(wide) height=(HEIGHT - tall(below) - top) {
                            title { (label) ": " (name) " " (values[at]) }
                        }
                    }
                }
                @if at % every == 0 || bars.columns.len() == 1 {
                    text.label x=(LEFT + at * step + step / 2) y=(HEIGHT + 16) text-anchor="middle" { (label) }
                }
                @if totals[at] == most { text.number x=(x + wide / 2) y="10" text-anchor="middle" { (most) } }
            }
        }
    }
}

fn table(bars: &Bars, totals: &[usize]) -> Markup {
    html! {
        div.wide {
            table {
                thead {
                    tr {
                        th scope="col" { (bars.axis) }
                        @for (name, _) in &bars.series { th.number scope="col" { (name) } }
                        @if bars.series.len() > 1 { th.number scope="col" { "All" } }
                    }
                }
                tbody {
                    @for (at, (label, address)) in bars.columns.iter().enumerate() {
                        tr {
                            th scope="row" {
                                @match address {
                                    Some(address) => a href=(address) { (label) },
                                    None => (label),
                                }
                            }
                            @for (_, values) in &bars.series { td.number { (values[at]) } }
                            @if bars.series.len() > 1 { td.number { (totals[at]) } }
                        }
                    }
                }
            }
        }
    }
}
