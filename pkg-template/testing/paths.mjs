// Paths of what the server holds: names from the vault on, with '/' between them. In a name '/' and '%' are percent-encoded.

export const formatPath = (names) => names.map((name) => name.replace(/[%/]/g, encodeURIComponent)).join('/');
