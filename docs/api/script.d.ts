// sso-pulse/script.js

export { }

declare global {
    /** Everything of `sso-pulse` and `sso-pulse/advice`. */
    var ssoPulse: typeof core & typeof advice;
}
