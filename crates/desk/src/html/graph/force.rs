//! Places the nodes of a graph on a plane: links pull, nodes push each other away, and at the end no two names overlap.
//!
//! The pushing and pulling is that of Fruchterman and Reingold (1991). It begins on a spiral of squares and knows neither
//! chance nor angles, only sums, products and square roots, so that the same graph looks the same on every machine.

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
const GRAVITY: f64 = 0.06;
/// How often names are pushed apart, and the room between them.
const PARTINGS: usize = 120;
const GAP: f64 = 4.0;

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
    for _ in 0..PARTINGS {
        if !part(&mut places, bodies, (width, height)) {
            break;
        }
    }
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
    let mut between = |one: usize, other: usize, force: &dyn Fn(f64) -> f64| {
        let (dx, dy) = (places[one].0 - places[other].0, places[one].1 - places[other].1);
        let distance = (dx * dx + dy * dy).sqrt().max(1e-6);
        let share = force(distance) / distance;
        moves[one] = (moves[one].0 + dx * share, moves[one].1 + dy * share);
        moves[other] = (moves[other].0 - dx * share, moves[other].1 - dy * share);
    };
    for one in 0..places.len() {
        for other in one + 1..places.len() {
            between(one, other, &|distance| ideal * ideal / distance);
        }
    }
    for (one, other) in links {
        between(*one, *other, &|distance| -distance * distance / ideal);
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

/// Pushes bodies apart that overlap; tells whether any did.
fn part(places: &mut [Place], bodies: &[Body], plane: (f64, f64)) -> bool {
    let mut any = false;
    for one in 0..places.len() {
        for other in one + 1..places.len() {
            let (a, b) = (places[one], places[other]);
            let wide = bodies[one].half_width + bodies[other].half_width + GAP - (a.0 - b.0).abs();
            let high = if a.1 < b.1 {
                bodies[one].below + bodies[other].above - (b.1 - a.1)
            } else {
                bodies[other].below + bodies[one].above - (a.1 - b.1)
            };
            if wide <= 0.0 || high <= 0.0 {
                continue;
            }
            any = true;
            // The shorter way out; half of it for each.
            let (dx, dy) = if wide < high { (wide / 2.0, 0.0) } else { (0.0, high / 2.0) };
            let (dx, dy) = (if a.0 < b.0 { -dx } else { dx }, if a.1 < b.1 { -dy } else { dy });
            places[one] = inside((a.0 + dx, a.1 + dy), bodies[one], plane);
            places[other] = inside((b.0 - dx, b.1 - dy), bodies[other], plane);
        }
    }
    any
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
        assert!(!part(&mut places.clone(), &bodies, PLANE), "no two names overlap");
        places
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
