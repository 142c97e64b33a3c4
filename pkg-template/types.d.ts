// All types, for `import` and for `require`: each subject has a file of its own in types/.

// What the server gives and takes
export * from './types/attachment.js';
// The client: the class with its methods, and what it is made with
export * from './types/client.js';
export * from './types/custom-field.js';
export * from './types/diagnostics.js';
export * from './types/domain.js';

// Errors
export * from './types/errors.js';
export * from './types/errors-by-kind.js';
// What comes from a platform
export * from './types/files.js';
export * from './types/folder.js';
export * from './types/hooks.js';
export * from './types/ids.js';
export * from './types/inbox.js';
export * from './types/options.js';
export * from './types/password.js';
export * from './types/platform.js';
export * from './types/read-only.js';
export * from './types/references.js';
export * from './types/self-check.js';
export * from './types/services.js';
export * from './types/session.js';
export * from './types/shortcut.js';
export * from './types/token-store.js';
export * from './types/tree.js';
export * from './types/user.js';
export * from './types/values.js';
export * from './types/vault.js';
