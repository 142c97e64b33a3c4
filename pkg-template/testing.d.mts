export * from './types/testing';
