// sso-pulse/script.js

export { }

declare global {
    /** Everything of `sso-pulse`, `sso-pulse/advice`, `sso-pulse/element` and `sso-pulse/gateway`. */
    var ssoPulse: typeof core & typeof advice & typeof element & typeof gateway;
}
