//! Work shared among threads, whose results come out in the order that the work came in.

use std::collections::BTreeMap;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Results that wait for an earlier one to be done. A thread that has another waits until there are fewer,
/// so that memory stays small while one piece of work takes long.
const WAITING: usize = 256;

/// Does `work` on all that `next` gives, on so many `threads` (this one among them), and hands the results
/// to `put` in order, each as soon as those before it are done. No thread waits for more than its next
/// piece of work.
///
/// # Errors
///
/// The first error of `next` or of `put`; work that was begun is still done, and what comes before an
/// error of `next` is still put.
pub fn in_order<T, R: Send>(
    threads: usize,
    next: impl FnMut() -> io::Result<Option<T>> + Send,
    work: impl Fn(T) -> R + Sync,
    put: impl FnMut(R) -> io::Result<()> + Send,
) -> io::Result<()> {
    let line = Line {
        source: Mutex::new(Some(Source { next, count: 0 })),
        sink: Mutex::new(Sink {
            put: Some(put),
            count: 0,
            waiting: BTreeMap::new(),
            blocked: 0,
            outcome: Ok(()),
            is_stopped: false,
        }),
        moved: Condvar::new(),
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| line.run(&work));
        }
        line.run(&work);
    });
    line.sink
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .outcome
}

struct Line<N, R, P> {
    /// None when there is no more work.
    source: Mutex<Option<Source<N>>>,
    sink: Mutex<Sink<R, P>>,
    /// Told when results were put.
    moved: Condvar,
}

struct Source<N> {
    next: N,
    /// How many pieces of work it gave.
    count: u64,
}

struct Sink<R, P> {
    /// None while a thread puts results.
    put: Option<P>,
    /// How many results were put, or are being put.
    count: u64,
    waiting: BTreeMap<u64, R>,
    /// How many threads wait until fewer results do.
    blocked: usize,
    outcome: io::Result<()>,
    is_stopped: bool,
}

impl<T, R, N, P> Line<N, R, P>
where
    N: FnMut() -> io::Result<Option<T>>,
    P: FnMut(R) -> io::Result<()>,
{
    fn run(&self, work: &impl Fn(T) -> R) {
        let guard = Guard(self);
        while let Some((index, item)) = self.take() {
            if !self.give(index, work(item)) {
                break;
            }
        }
        std::mem::forget(guard);
    }

    /// The next piece of work and its index.
    fn take(&self) -> Option<(u64, T)> {
        let mut source = locked(&self.source);
        let open = source.as_mut()?;
        let index = open.count;
        open.count += 1;
        match (open.next)() {
            Ok(Some(item)) => Some((index, item)),
            Ok(None) => {
                *source = None;
                None
            }
            Err(error) => {
                *source = None;
                locked(&self.sink).outcome = Err(error);
                None
            }
        }
    }

    /// Leaves the result with `index` to be put in its turn, by this thread or by one that puts others just
    /// now; false when there is no use in more.
    fn give(&self, index: u64, result: R) -> bool {
        let mut sink = locked(&self.sink);
        sink.waiting.insert(index, result);
        while let Some((mut put, results)) = sink.due() {
            // Not under the lock: the other threads go on while this one writes.
            drop(sink);
            let outcome = results.into_iter().try_for_each(&mut put);
            sink = locked(&self.sink);
            sink.put = Some(put);
            if let Err(error) = outcome {
                sink.outcome = Err(error);
                sink.is_stopped = true;
            }
            if sink.blocked > 0 {
                self.moved.notify_all();
            }
        }
        while sink.waiting.len() > WAITING && !sink.is_stopped {
            sink.blocked += 1;
            sink = self
                .moved
                .wait(sink)
                .unwrap_or_else(PoisonError::into_inner);
            sink.blocked -= 1;
        }
        !sink.is_stopped
    }
}

impl<R, P> Sink<R, P> {
    /// What puts results, and those whose turn it is; none where there are none, or another thread puts some.
    fn due(&mut self) -> Option<(P, Vec<R>)> {
        if self.is_stopped || !self.waiting.contains_key(&self.count) {
            return None;
        }
        let put = self.put.take()?;
        let mut results = Vec::new();
        while let Some(result) = self.waiting.remove(&self.count) {
            self.count += 1;
            results.push(result);
        }
        Some((put, results))
    }
}

/// A poisoned lock means that a thread panicked, which ends the program once the others have stopped.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Stops the other threads when this one panics: they would wait for its result.
struct Guard<'a, N, R, P>(&'a Line<N, R, P>);

impl<N, R, P> Drop for Guard<'_, N, R, P> {
    fn drop(&mut self) {
        locked(&self.0.sink).is_stopped = true;
        self.0.moved.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::time::Duration;

    use super::in_order;

    /// What comes out for the numbers below `count`, or up to an error.
    fn doubled(
        count: u64,
        bad_input: Option<u64>,
        bad_output: Option<u64>,
    ) -> (io::Result<()>, Vec<u64>) {
        let mut numbers = 0..count;
        let mut out = Vec::new();
        let outcome = in_order(
            3,
            || match numbers.next() {
                same if same.is_some() && same == bad_input => Err(io::Error::other("input")),
                next => Ok(next),
            },
            |number| {
                if number % 50 == 0 {
                    std::thread::sleep(Duration::from_millis(2));
                }
                number * 2
            },
            |double| {
                if Some(double) == bad_output.map(|number| number * 2) {
                    return Err(io::Error::other("output"));
                }
                out.push(double);
                Ok(())
            },
        );
        (outcome, out)
    }

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let (outcome, out) = doubled(2_000, None, None);
        assert!(outcome.is_ok());
        assert_eq!(out, (0..2_000).map(|number| number * 2).collect::<Vec<_>>());
    }

    #[test]
    fn what_came_before_an_error_is_put_and_nothing_after_it() {
        let (outcome, out) = doubled(2_000, Some(700), None);
        assert_eq!(outcome.unwrap_err().to_string(), "input");
        assert_eq!(out.len(), 700);
        let (outcome, out) = doubled(2_000, None, Some(300));
        assert_eq!(outcome.unwrap_err().to_string(), "output");
        assert_eq!(out.len(), 300);
    }

    #[test]
    fn one_slow_piece_of_work_holds_up_what_comes_after_it_only() {
        let mut numbers = 0..2_000_u64;
        let mut out = Vec::new();
        let outcome = in_order(
            2,
            || Ok(numbers.next()),
            |number| {
                if number == 0 {
                    std::thread::sleep(Duration::from_millis(50));
                }
                number
            },
            |number| {
                out.push(number);
                Ok(())
            },
        );
        assert!(outcome.is_ok());
        assert_eq!(out, (0..2_000).collect::<Vec<_>>());
    }
}
