// Whether something missing on this machine is a failure: .ci/run says so, a person at a desk does not.

export const isStrict = process.env.SSO_PULSE_STRICT === '1'
