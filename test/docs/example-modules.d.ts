// Examples are checked by their types in types.test.ts; here they may export anything.
declare module 'example:*'
