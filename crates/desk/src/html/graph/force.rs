//! Places the nodes of a graph on a plane: links pull, nodes push each other away, and at the end no two names overlap.
//!
//! The pushing and pulling is that of Fruchterman and Reingold (1991). It begins on a spiral of squares and knows neither
//! chance nor angles, only sums, products and square roots, so that the same graph looks the same on every machine.

use std::sync::LazyLock;

/// What a node takes of the plane, from the centre of its circle.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// To the left and to the right.
    pub half_width: f64,
    /// Upwards.
    pub above: f64,
    /// Downwards.
    pub below: f64,
}

const STEPS: usize = 240;
/// How strongly everything is drawn to the middle, so that what is not linked stays in sight.
const GRAVITY: f64 = 0.4;
/// The room between names, and how far they step aside at once.
const GAP: f64 = 4.0;
const ACROSS: f64 = 12.0;
const DOWN: f64 = 9.0;

type Place = (f64, f64);

/// Returns a place for each body inside a plane of this width and height.
pub fn places(bodies: &[Body], links: &[(usize, usize)], (width, height): (f64, f64)) -> Vec<Place> {
    let mut places = spiral(bodies.len());
    let ideal = (1.0 / bodies.len().max(1) as f64).sqrt();
    for step in 0..STEPS {
        let longest = 0.1 * (1.0 - step as f64 / STEPS as f64);
        let moves = forces(&places, links, ideal);
        for (place, (dx, dy)) in places.iter_mut().zip(moves) {
            let length = (dx * dx + dy * dy).sqrt();
            if length > 0.0 {
                let share = length.min(longest) / length;
                *place = (place.0 + dx * share, place.1 + dy * share);
            }
        }
    }
    fit(&mut places, bodies, (width, height));
    settle(&mut places, bodies, (width, height));
    places
}

/// Returns the first fields of a spiral of squares about the middle.
fn spiral(count: usize) -> Vec<Place> {
    let (mut x, mut y, mut dx, mut dy) = (0.0, 0.0, 1.0, 0.0);
    let (mut side, mut walked, mut turns) = (1, 0, 0);
    let mut places = Vec::with_capacity(count);
    for at in 0..count {
        // A little skew, lest forces cancel where everything is square.
        places.push((x * 0.1 + at as f64 * 1e-3, y * 0.1 - at as f64 * 7e-4));
        (x, y) = (x + dx, y + dy);
        walked += 1;
        if walked == side {
            (dx, dy, walked, turns) = (-dy, dx, 0, turns + 1);
            side += usize::from(turns % 2 == 0);
        }
    }
    places
}

fn forces(places: &[Place], links: &[(usize, usize)], ideal: f64) -> Vec<Place> {
    let mut moves: Vec<Place> = places.iter().map(|(x, y)| (-x * GRAVITY, -y * GRAVITY)).collect();
    // How far apart two are, and the square of it, which is never nothing.
    let apart = |one: Place, other: Place| {
        let (dx, dy) = (one.0 - other.0, one.1 - other.1);
        (dx, dy, (dx * dx + dy * dy).max(1e-12))
    };
    for (one, place) in places.iter().enumerate() {
        let mut own = moves[one];
        for (other, theirs) in places[one + 1..].iter().zip(&mut moves[one + 1..]) {
            let (dx, dy, square) = apart(*place, *other);
            let share = ideal * ideal / square;
            own = (own.0 + dx * share, own.1 + dy * share);
            *theirs = (theirs.0 - dx * share, theirs.1 - dy * share);
        }
        moves[one] = own;
    }
    for &(one, other) in links {
        let (dx, dy, square) = apart(places[one], places[other]);
        let share = square.sqrt() / ideal;
        moves[one] = (moves[one].0 - dx * share, moves[one].1 - dy * share);
        moves[other] = (moves[other].0 + dx * share, moves[other].1 + dy * share);
    }
    moves
}

/// Spreads the places over the whole plane.
fn fit(places: &mut [Place], bodies: &[Body], (width, height): (f64, f64)) {
    let bounds = |value: fn(&Place) -> f64| {
        let values = places.iter().map(value);
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)))
    };
    let ((left, right), (top, bottom)) = (bounds(|place| place.0), bounds(|place| place.1));
    for (place, body) in places.iter_mut().zip(bodies) {
        let share = |value: f64, low: f64, high: f64| if high > low { (value - low) / (high - low) } else { 0.5 };
        let (x, y) = (share(place.0, left, right) * width, share(place.1, top, bottom) * height);
        *place = inside((x, y), *body, (width, height));
    }
}

fn inside((x, y): Place, body: Body, (width, height): (f64, f64)) -> Place {
    (x.min(width - body.half_width).max(body.half_width), y.min(height - body.below).max(body.above))
}

/// Moves bodies so that no two overlap, each as little as it must; the first stay where they are. Where there is no room
/// left, a body keeps its place.
fn settle(spots: &mut [Place], bodies: &[Body], sheet: (f64, f64)) {
    for at in 0..spots.len() {
        let (settled, rest) = spots.split_at_mut(at);
        let Some(place) = rest.first_mut() else { return };
        let is_free = |place: &Place| {
            let mut others = settled.iter().zip(bodies);
            let is_apart = others.all(|(other, body)| !overlap((*place, bodies[at]), (*other, *body)));
            is_apart && inside(*place, bodies[at], sheet) == *place
        };
        let free = STEPS_ASIDE.iter().map(|(dx, dy)| (place.0 + dx, place.1 + dy)).find(is_free);
        *place = free.unwrap_or(*place);
    }
}

/// Steps to all sides, the shortest first.
static STEPS_ASIDE: LazyLock<Vec<Place>> = LazyLock::new(|| {
    let steps = |most: i32| -most..=most;
    let mut all: Vec<Place> = steps(80)
        .flat_map(|across| steps(80).map(move |down| (f64::from(across) * ACROSS, f64::from(down) * DOWN)))
        .collect();
    let length = |(x, y): &Place| x * x + y * y;
    all.sort_by(|one, other| length(one).total_cmp(&length(other)));
    all
});

fn overlap((a, one): (Place, Body), (b, other): (Place, Body)) -> bool {
    let is_beside = one.half_width + other.half_width + GAP <= (a.0 - b.0).abs();
    let is_above = one.below + other.above <= b.1 - a.1;
    let is_below = other.below + one.above <= a.1 - b.1;
    !(is_beside || is_above || is_below)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANE: (f64, f64) = (960.0, 720.0);

    fn bodies(count: usize) -> Vec<Body> {
        vec![Body { half_width: 40.0, above: 8.0, below: 22.0 }; count]
    }

    #[track_caller]
    fn check(count: usize, links: &[(usize, usize)]) -> Vec<Place> {
        let bodies = bodies(count);
        let places = places(&bodies, links, PLANE);
        assert_eq!(places.len(), count);
        for (place, body) in places.iter().zip(&bodies) {
            assert_eq!(*place, inside(*place, *body, PLANE), "inside the picture");
        }
        let pairs = (0..count).flat_map(|one| (0..one).map(move |other| (one, other)));
        for (one, other) in pairs {
            let overlapped = overlap((places[one], bodies[one]), (places[other], bodies[other]));
            assert!(!overlapped, "{one} and {other} overlap");
        }
        places
    }

    #[test]
    fn six_long_names_have_room_on_a_telephone() {
        let sheet = (360.0, 240.0);
        let bodies = vec![Body { half_width: 80.0, above: 20.0, below: 34.0 }; 6];
        let places = places(&bodies, &[(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0)], sheet);
        for one in 0..6 {
            assert_eq!(places[one], inside(places[one], bodies[one], sheet), "inside the picture");
            assert!((0..one).all(|other| !overlap((places[one], bodies[one]), (places[other], bodies[other]))));
        }
    }

    #[test]
    fn names_stay_apart_and_inside() {
        check(0, &[]);
        check(1, &[]);
        check(2, &[(0, 1)]);
        let everybody: Vec<(usize, usize)> = (0..60).flat_map(|one| (0..one).map(move |other| (one, other))).collect();
        check(60, &everybody);
        let ring: Vec<(usize, usize)> = (0..60).map(|one| (one, (one + 1) % 60)).collect();
        check(60, &ring);
    }

    #[test]
    fn who_is_linked_is_near() {
        let links = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5)];
        let places = check(6, &links);
        let distance = |one: usize, other: usize| {
            let (dx, dy) = (places[one].0 - places[other].0, places[one].1 - places[other].1);
            (dx * dx + dy * dy).sqrt()
        };
        for (one, other) in links {
            for far in [0, 1, 2, 3, 4, 5].into_iter().filter(|far| (far / 3) != (one / 3)) {
                assert!(distance(one, other) < distance(one, far), "{one} is nearer to {other} than to {far}");
            }
        }
    }
}
