-- A signer that was restored asks for the certificates of a stretch of time. They come in nearly in that order, so that a BRIN index
-- serves it, and costs the way of each request next to nothing.
create index certificate_not_before on certificate using brin (not_before) with (pages_per_range = 16);
