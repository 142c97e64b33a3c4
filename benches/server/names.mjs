// What both sides of the bench know.
export const API_KEY = 'ApiKey0123456789abcdefABCDEF';
export const MASTER_PASSWORD = 'correct horse battery staple';
