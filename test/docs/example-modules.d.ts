declare module 'example:*' {}
