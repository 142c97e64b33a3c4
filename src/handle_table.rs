//! Table of things that JavaScript knows by a number, which is never given to another one: what is late finds nothing.

/// Things by their numbers.
pub struct Numbered<T> {
    /// Entries in the order of their numbers; those that are gone are empty until there are too many of them.
    entries: Vec<(u64, Option<T>)>,
    gone: usize,
    next: u64,
}

impl<T> Numbered<T> {
    /// An empty table.
    pub const fn new() -> Self {
        Self { entries: Vec::new(), gone: 0, next: 0 }
    }

    /// Adds one. Its number crosses the border as a number of JavaScript, exact up to 2⁵³.
    pub fn add(&mut self, thing: T) -> u64 {
        let number = self.next;
        self.next += 1;
        self.entries.push((number, Some(thing)));
        number
    }

    /// The place of one that is there.
    pub fn get(&mut self, number: u64) -> Option<&mut T> {
        let at = self.entries.binary_search_by_key(&number, |(n, _)| *n).ok()?;
        self.entries[at].1.as_mut()
    }

    /// Removes one.
    pub fn take(&mut self, number: u64) -> Option<T> {
        let at = self.entries.binary_search_by_key(&number, |(n, _)| *n).ok()?;
        let thing = self.entries[at].1.take()?;
        self.gone += 1;
        if self.gone * 2 > self.entries.len() {
            self.entries.retain(|(_, thing)| thing.is_some());
            self.gone = 0;
        }
        Some(thing)
    }
}

#[cfg(test)]
mod tests {
    use super::Numbered;

    #[test]
    fn a_number_is_never_given_to_another() {
        let mut all = Numbered::new();
        let (first, second) = (all.add("first"), all.add("second"));
        assert_eq!(all.take(first), Some("first"));
        let third = all.add("third");
        assert_ne!(third, first);
        assert_eq!(all.take(first), None);
        assert_eq!(all.get(first), None);
        assert_eq!(all.get(second), Some(&mut "second"));
        assert_eq!(all.take(third), Some("third"));
    }

    #[test]
    fn what_is_gone_takes_no_room() {
        let mut all = Numbered::new();
        let stays = all.add(0);
        for i in 1..10_000 {
            let number = all.add(i);
            assert_eq!(all.take(number), Some(i));
        }
        let many: Vec<u64> = (0..1000).map(|i| all.add(i)).collect();
        assert!(all.entries.len() < 1010);
        assert!(many.iter().enumerate().all(|(i, &number)| all.take(number) == Some(i)));
        assert!(all.entries.len() < 10);
        assert_eq!(all.get(stays), Some(&mut 0));
    }
}
