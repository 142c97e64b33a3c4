/** The anchors of the headings of a document, as GitHub makes them. */
export const anchorsOf = (text) =>
  [...text.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
