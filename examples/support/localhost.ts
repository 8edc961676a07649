/**
 * A key and a certificate for localhost, signed by itself: for trying things out, and for nothing else, as everybody has the key. Made by
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1`.
 */
import { readFileSync } from 'node:fs';

const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgS705wsURysF+MTzT
ePURMM8eSdwLZASMe0m4E4ledX6hRANCAAS9fl5fClIt5q8f/Z3s9D0yoUd+IS/W
y06/Dy9oVixgxyn6XMAA6DSdPiUosEJy7q8Y4DnLoQe61B1pgVzmkaFV
-----END PRIVATE KEY-----
`;

const cert = `-----BEGIN CERTIFICATE-----
MIIBnDCCAUGgAwIBAgIURcCz6UFfIQ+4vOZcxIhGzDEgvpQwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyODIwMjQwN1oYDzIxMjYxMTA0
MjAyNDA3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS9fl5fClIt5q8f/Z3s9D0yoUd+IS/Wy06/Dy9oVixgxyn6XMAA6DSd
PiUosEJy7q8Y4DnLoQe61B1pgVzmkaFVo28wbTAdBgNVHQ4EFgQU5jAkNZTsbvRM
8QSIYeskcR210vgwHwYDVR0jBBgwFoAU5jAkNZTsbvRM8QSIYeskcR210vgwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSQAwRgIhALx8IJAdU4IROXT1jkpOfur6+1s3EGJvVwvvwrv3an+rAiEA
4kb84RU+L4QumXHoUc5/gJVfRgH/jnnrwMVlEvS9/Ek=
-----END CERTIFICATE-----
`;

/** What a server says it is: by two files if their names are given, else as localhost. */
export function identity(
  keyFile: string | undefined,
  certFile: string | undefined,
): { key: string | Buffer; cert: string | Buffer } {
  if (keyFile === undefined || certFile === undefined) return { key, cert };
  return { key: readFileSync(keyFile), cert: readFileSync(certFile) };
}
