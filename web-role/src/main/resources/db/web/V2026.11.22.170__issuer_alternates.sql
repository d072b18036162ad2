-- Other chains of an issuer, each an element: its certificates one after the other, the first with the issuer's name and key.
ALTER TABLE issuer ADD COLUMN alternates bytea[] NOT NULL DEFAULT '{}';
