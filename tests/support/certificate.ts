// A certificate for this machine that signs itself, made for tests alone: its key is here for everybody to read.

export const certificate = `-----BEGIN CERTIFICATE-----
MIIBXDCCAQGgAwIBAgIUHrJ49+8tWMLjq0yP3SVa3/pL0tIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx
MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQKx8F+SCqe2iHXgrUBsWKEwpLPiQZ9v7NULAbOugNMDRyQAC2OdE/y
QrKKY2PljxiX6w2wK+VWvRhQ7Kr7dgoHoy8wLTAaBgNVHREEEzARgglsb2NhbGhv
c3SHBH8AAAEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEAyfpO
8rEiaOlwlt7B21t71omUNF4Ggoo2O4xFcLr0NmwCIQCD89tOt3G/AzTviDK3b5Ca
QPe5St9/WS5GEbhr64j25A==
-----END CERTIFICATE-----
`;

export const certificateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3q3E6UNc0OtILHws
mCFY/2j0oWEka+r4uQeLAKXdIsGhRANCAAQKx8F+SCqe2iHXgrUBsWKEwpLPiQZ9
v7NULAbOugNMDRyQAC2OdE/yQrKKY2PljxiX6w2wK+VWvRhQ7Kr7dgoH
-----END PRIVATE KEY-----
`;

/** The last moment of its validity, in ms. */
export const certificateUntil: number = Date.UTC(2120, 0, 1);
