//! From references to values, in as few requests as there can be: what several of them need is asked for once, and what does not
//! need one another leaves together.

use super::fields::{self, Found, Item};
use super::matching::{self, Look, Numbers, not_found, shown, text_of};
use super::reference::{Form, Place, Reference};
use crate::core::client::library::{Asking, Library, Table, Wanted, Wing};
use crate::core::client::request::expect;
use crate::core::client::together::settled;
use crate::core::client::{Call, Outcome};
use crate::core::encryption::attachment;
use crate::core::failure::Failure;
use crate::core::platform::{Doc, Document, Platform};
use zeroize::Zeroizing;

/// What is found for each reference, in order. What is given as an error stays that.
pub async fn values<P: Platform>(
    call: &Call<P>,
    library: &dyn Library<P>,
    given: Vec<Result<Reference, Failure<Doc<P>>>>,
) -> Vec<Outcome<P>> {
    // What is named twice is looked for once.
    let mut unique: Vec<Reference> = Vec::new();
    let mut numbers = Numbers::default();
    let mut places: Vec<Result<usize, Failure<Doc<P>>>> = Vec::with_capacity(given.len());
    for reference in given {
        places.push(reference.map(|reference| {
            let number = numbers.of(reference.format().unwrap_or_default());
            if number == unique.len() {
                unique.push(reference);
            }
            number
        }));
    }
    let search = Search { call, library, unique: &unique };
    let found = search.run().await;
    let mut values = Vec::with_capacity(places.len());
    for place in places {
        values.push(place.and_then(|number| {
            let value = found[number].clone()?;
            // Bytes may be wiped by whoever gets them: nobody else has the same ones.
            match unique[number].form {
                Form::Bytes => call.platform.bytes(&value).map(|bytes| call.platform.byte_array(&bytes)).or(Ok(value)),
                _ => Ok(value),
            }
        }));
    }
    values
}

/// One reference on its way to its item.
struct Way<D> {
    /// Number of the reference.
    number: usize,
    /// Id of the vault.
    vault: D,
    /// Id of the folder that it has come to; `undefined`: the top.
    folder: D,
    /// Folders that it has gone through.
    depth: usize,
    /// The names so far.
    path: String,
}

struct Search<'a, P: Platform> {
    call: &'a Call<P>,
    library: &'a dyn Library<P>,
    unique: &'a [Reference],
}

/// An item that was read, or why it was not.
type Opened<D> = Result<Item<D>, Failure<D>>;

/// What is known of the item of each reference.
type Items<D> = Vec<Option<Result<Wanted<D>, Failure<D>>>>;

impl<P: Platform> Search<'_, P> {
    async fn run(&self) -> Vec<Outcome<P>> {
        let mut items: Items<Doc<P>> = vec![None; self.unique.len()];
        let mut ways = self.begin(&mut items).await;
        while ways.iter().any(|way| way.depth < self.names(way.number).1.len()) {
            ways = self.advance(ways, false, &mut items).await;
        }
        self.advance(ways, true, &mut items).await;
        // Each item is read once.
        let mut wanted: Vec<Wanted<Doc<P>>> = Vec::new();
        let mut numbers = Numbers::default();
        let mut places = Vec::with_capacity(items.len());
        for item in items {
            let item = item.unwrap_or_else(|| Err(Failure::usage("a reference needs a place")));
            places.push(item.map(|item| {
                let number = numbers.of(text_of(&item.id));
                match wanted.get_mut(number) {
                    Some(known) => known.is_shortcut = known.is_shortcut.or(item.is_shortcut),
                    None => wanted.push(item),
                }
                number
            }));
        }
        let table = Table::new(wanted.len());
        if !wanted.is_empty() {
            self.library.read(&wanted, &table).await;
        }
        let mut read = Vec::with_capacity(wanted.len());
        for outcome in table.finish() {
            let opened = outcome.unwrap_or_else(|| Err(Failure::usage("an item was not read")));
            read.push(opened.and_then(|opened| match opened.shown.own("isDeleted").truthy() {
                true => Err(not_found(format!("the item {} was deleted", shown(&text_of(&opened.by.id))), None)),
                false => Ok(Item::new(opened)),
            }));
        }
        self.fields(&places, &read).await
    }

    /// Names of vault, folders and item.
    fn names(&self, number: usize) -> (&str, &[String], &str) {
        match &self.unique[number].place {
            Place::Path { vault, folders, item } => (vault, folders, item),
            Place::Id(id) => ("", &[], id),
        }
    }

    /// Finds the vaults, and makes them ready.
    async fn begin(&self, items: &mut Items<Doc<P>>) -> Vec<Way<Doc<P>>> {
        let mut numbers = Vec::new();
        let mut names = Vec::new();
        for (number, reference) in self.unique.iter().enumerate() {
            match &reference.place {
                Place::Path { vault, .. } => {
                    numbers.push(number);
                    names.push(vault.as_str());
                }
                Place::Id(id) => items[number] = Some(Ok(Wanted { id: Document::str(id), is_shortcut: None })),
            }
        }
        let mut ways = Vec::new();
        if numbers.is_empty() {
            return ways;
        }
        let vaults = self.library.vaults().await;
        let mut known = Numbers::default();
        let mut wanted: Vec<Wing<Doc<P>>> = Vec::new();
        for (number, vault) in numbers.into_iter().zip(self.matches(&vaults, &names, &Look { what: "vault", path: "" }))
        {
            match vault {
                Ok(vault) => {
                    let (id, has_folders) = (vault.own("id"), !self.names(number).1.is_empty());
                    let at = known.of(text_of(&id));
                    if at == wanted.len() {
                        wanted.push(Wing { vault: id.clone(), folders: false, items: true });
                    }
                    wanted[at].folders |= has_folders;
                    let path = text_of(&vault.own("name"));
                    ways.push(Way { number, vault: id, folder: Document::undefined(), depth: 0, path });
                }
                Err(failure) => items[number] = Some(Err(failure)),
            }
        }
        if !wanted.is_empty() {
            self.library.prepare(&wanted).await;
        }
        ways
    }

    /// The entries of a list, one for each name.
    fn matches(&self, list: &Outcome<P>, names: &[&str], look: &Look<'_>) -> Vec<Outcome<P>> {
        match list {
            Ok(list) => matching::in_list(&*self.call.platform, list, names, look),
            Err(failure) => vec![Err(failure.clone()); names.len()],
        }
    }

    /// One folder further, for those that are not there yet; or from the last folder to the item, for all. A place that
    /// several have come to is asked for once.
    async fn advance(&self, ways: Vec<Way<Doc<P>>>, to_items: bool, items: &mut Items<Doc<P>>) -> Vec<Way<Doc<P>>> {
        let mut there = Vec::new();
        let mut groups: Vec<Vec<Way<Doc<P>>>> = Vec::new();
        let mut places = Numbers::default();
        for way in ways {
            if !to_items && way.depth == self.names(way.number).1.len() {
                there.push(way);
                continue;
            }
            let place = places.of(format!("{}/{}", text_of(&way.vault), text_of(&way.folder)));
            if place == groups.len() {
                groups.push(Vec::new());
            }
            groups[place].push(way);
        }
        let mut asked: Vec<Asking<'_, P>> = Vec::with_capacity(groups.len());
        for group in &groups {
            let Way { vault, folder, .. } = &group[0];
            asked.push(if to_items { self.library.items(vault, folder) } else { self.library.folders(vault, folder) });
        }
        let lists = settled::<P>(asked, self.call.options.concurrency).await;
        for (group, list) in groups.into_iter().zip(lists) {
            let mut names = Vec::with_capacity(group.len());
            for way in &group {
                let (_, folders, item) = self.names(way.number);
                names.push(if to_items { item } else { folders[way.depth].as_str() });
            }
            let path = group[0].path.clone();
            let what = if to_items { "item" } else { "folder" };
            for (mut way, entry) in group.into_iter().zip(self.matches(&list, &names, &Look { what, path: &path })) {
                match entry {
                    Ok(entry) if to_items => {
                        let is_shortcut = Some(entry.own("shortcut").is_object());
                        items[way.number] = Some(Ok(Wanted { id: matching::id_of(&entry), is_shortcut }));
                    }
                    Ok(entry) => {
                        way.path = format!("{}/{}", way.path, text_of(&entry.own("name")));
                        way.folder = entry.own("id");
                        way.depth += 1;
                        there.push(way);
                    }
                    Err(failure) => items[way.number] = Some(Err(failure)),
                }
            }
        }
        there
    }

    /// The values of the fields.
    async fn fields(&self, places: &[Result<usize, Failure<Doc<P>>>], items: &[Opened<Doc<P>>]) -> Vec<Outcome<P>> {
        let platform = &*self.call.platform;
        let find = |number: usize, files: Option<&Doc<P>>| -> Result<Found<Doc<P>>, Failure<Doc<P>>> {
            let place = places[number].clone()?;
            items[place].as_ref().map_err(Clone::clone)?.find(platform, &self.unique[number], files)
        };
        let mut found = Vec::with_capacity(places.len());
        // The files of items that have told nothing of them: each item is asked once.
        let (mut untold, mut asked, mut asked_of) = (Vec::new(), Vec::<Asking<'_, P>>::new(), vec![None; items.len()]);
        for (number, place) in places.iter().enumerate() {
            let one = find(number, None);
            if let (Ok(Found::Unknown), Ok(place)) = (&one, place)
                && let Ok(item) = &items[*place]
            {
                untold.push((number, *place));
                if asked_of[*place].is_none() {
                    asked_of[*place] = Some(asked.len());
                    asked.push(self.library.attachments(&item.opened));
                }
            }
            found.push(one);
        }
        let told = settled::<P>(asked, self.call.options.concurrency).await;
        for (number, place) in untold {
            let files = asked_of[place].and_then(|at| told.get(at));
            found[number] = match files {
                Some(Ok(files)) => find(number, Some(files)),
                Some(Err(failure)) => Err(failure.clone()),
                None => continue,
            };
        }
        // Each file once, in whatever forms it is wanted.
        let (mut known, mut asked) = (Numbers::default(), Vec::<Asking<'_, P>>::new());
        let (mut owners, mut file_of) = (Vec::new(), vec![0; found.len()]);
        for (number, one) in found.iter().enumerate() {
            if let (Ok(Found::File(id)), Ok(place)) = (one, &places[number])
                && let Ok(item) = &items[*place]
            {
                file_of[number] = known.of(format!("{place} {}", text_of(id)));
                if file_of[number] == asked.len() {
                    asked.push(self.library.attachment(&item.opened, id));
                    owners.push(item);
                }
            }
        }
        let spelling = self.call.server().field_reading().spelling();
        let stored = settled::<P>(asked, self.call.options.concurrency).await;
        let mut files = Vec::with_capacity(stored.len());
        for (item, stored) in owners.into_iter().zip(stored) {
            files.push(self.opened(item, stored).await);
        }
        let mut values = Vec::with_capacity(found.len());
        for (number, one) in found.iter().enumerate() {
            let form = self.unique[number].form;
            values.push(match (one, files.get(file_of[number])) {
                (Ok(Found::Text(text)), _) => fields::of_text(platform, text, form, spelling),
                (Ok(Found::File(_)), Some(Ok(bytes))) => fields::of_bytes(platform, bytes, form, spelling),
                (Ok(Found::File(_)), Some(Err(failure))) | (Err(failure), _) => Err(failure.clone()),
                (Ok(_), _) => Err(Failure::usage("the attachments of the item are not known")),
            });
        }
        values
    }

    async fn opened(&self, item: &Item<Doc<P>>, stored: Outcome<P>) -> Result<Zeroizing<Vec<u8>>, Failure<Doc<P>>> {
        let stored = expect::object(stored?, "attachment")?;
        attachment::open_soon(&*self.call.platform, &stored, &item.opened.cipher).await
    }
}
