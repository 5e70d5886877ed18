//! Work on all cores whose results come back in the order of the work.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// How many items per thread may be under way; bounds the memory of a long batch.
const WAITING_PER_THREAD: usize = 8;

/// Room for the recursion of parsers on hostile, deeply nested pages.
const STACK_BYTES: usize = 16 * 1024 * 1024;

/// Applies `work` to every item that `produce` hands over, on `threads` threads, and hands the results to `take` in the
/// order of the items.
///
/// Stops at the first error of `take` and returns it; `produce` is then told `false`. Memory is bounded: whoever is far
/// ahead of `take` waits.
pub fn in_order<T, R, E>(
    produce: impl FnOnce(&mut dyn FnMut(T) -> bool) + Send,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    R: Send,
    E: From<io::Error>,
{
    let threads = threads.max(1);
    let gate = Gate::new(threads * WAITING_PER_THREAD);
    let (item_sender, items) = mpsc::channel();
    let items = Mutex::new(items);
    let (sender, results) = mpsc::channel();

    thread::scope(|scope| {
        // Whatever way this function is left, everybody is let go before the scope waits for them.
        let _open = OpenOnDrop(&gate);
        let spawn = || thread::Builder::new().stack_size(STACK_BYTES);
        let gate = &gate;
        spawn().spawn_scoped(scope, move || {
            let mut count = 0;
            produce(&mut |item| {
                count += 1;
                gate.wait_for(count - 1) && item_sender.send((count - 1, item)).is_ok()
            });
        })?;
        for _ in 0..threads {
            let (sender, items, work) = (sender.clone(), &items, &work);
            spawn().spawn_scoped(scope, move || {
                loop {
                    let next = items.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((i, item)) = next else { break };
                    if sender.send((i, work(item))).is_err() {
                        break;
                    }
                }
            })?;
        }
        drop(sender);

        let mut waiting = BTreeMap::new();
        let mut taken = 0;
        for (i, result) in results {
            waiting.insert(i, result);
            while let Some(result) = waiting.remove(&taken) {
                take(result)?;
                taken += 1;
                gate.advance(taken);
            }
        }
        Ok(())
    })
}

/// Holds the producer back when it is more than `room` items ahead.
struct Gate {
    room: usize,
    /// How many items were taken; `None` once everything stops.
    taken: Mutex<Option<usize>>,
    moved: Condvar,
}

impl Gate {
    fn new(room: usize) -> Self {
        Gate { room, taken: Mutex::new(Some(0)), moved: Condvar::new() }
    }

    /// Waits until item `i` may be handed over; `false` means that nobody wants it any more.
    fn wait_for(&self, i: usize) -> bool {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let far = |taken: &mut Option<usize>| taken.is_some_and(|taken| i >= taken + self.room);
        self.moved.wait_while(taken, far).unwrap_or_else(PoisonError::into_inner).is_some()
    }

    fn advance(&self, to: usize) {
        *self.taken.lock().unwrap_or_else(PoisonError::into_inner) = Some(to);
        self.moved.notify_all();
    }
}

struct OpenOnDrop<'a>(&'a Gate);

impl Drop for OpenOnDrop<'_> {
    fn drop(&mut self) {
        *self.0.taken.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicIsize, AtomicUsize, Ordering};

    fn each(items: std::ops::Range<usize>) -> impl FnOnce(&mut dyn FnMut(usize) -> bool) + Send {
        move |hand_over| {
            for item in items {
                if !hand_over(item) {
                    break;
                }
            }
        }
    }

    #[test]
    fn results_keep_the_order_of_the_items() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let slow_first = |i: usize| {
                thread::sleep(std::time::Duration::from_micros(if i.is_multiple_of(10) { 300 } else { 0 }));
                i
            };
            let done: io::Result<()> = in_order(each(0..500), threads, slow_first, |i| {
                seen.push(i);
                Ok(())
            });
            assert!(done.is_ok() && seen.into_iter().eq(0..500), "{threads} threads");
        }
    }

    #[test]
    fn nobody_runs_far_ahead() {
        let (ahead, worst) = (AtomicIsize::new(0), AtomicIsize::new(0));
        let work = |_| worst.fetch_max(ahead.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let done: io::Result<()> = in_order(each(0..300), 2, work, |_| {
            thread::sleep(std::time::Duration::from_micros(100));
            ahead.fetch_sub(1, Ordering::SeqCst);
            Ok(())
        });
        assert!(done.is_ok());
        assert!(worst.into_inner() <= 2 * WAITING_PER_THREAD as isize + 1);
    }

    #[test]
    fn an_error_ends_the_work() {
        let worked = AtomicUsize::new(0);
        let done: io::Result<()> = in_order(
            each(0..1000),
            2,
            |_| worked.fetch_add(1, Ordering::SeqCst),
            |_| Err(io::ErrorKind::BrokenPipe.into()),
        );
        assert_eq!(done.map_err(|error| error.kind()), Err(io::ErrorKind::BrokenPipe));
        assert!(worked.into_inner() < 100);
    }
}
