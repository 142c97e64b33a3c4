// What every part of the command line uses.
export * from './bounded-file.mjs';
export * from './built-in.mjs';
export * from './exit-code.mjs';
export * from './files.mjs';
export * from './folders.mjs';
export * from './hostile-text.mjs';
export * from './item.mjs';
export * from './output.mjs';
export * from './sealed.mjs';
export * from './shell-word.mjs';
export * from './system-errors.mjs';
export * from './values.mjs';
export * from './variable.mjs';
export * from './words.mjs';
export * from './write-whole.mjs';
