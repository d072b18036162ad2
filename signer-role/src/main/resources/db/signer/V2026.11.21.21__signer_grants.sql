-- The narrowest rights that let each user work. Nobody but the owner may change the schema.
GRANT SELECT, INSERT, UPDATE ON request TO "${signer_user}";
GRANT SELECT, INSERT ON intent, certificate, audit_checkpoint TO "${signer_user}";
GRANT SELECT, INSERT, UPDATE ON issuer_state, publication_number TO "${signer_user}";
-- What was issued and what was audited stays: no UPDATE, no DELETE.
GRANT SELECT, INSERT ON audit TO "${signer_user}";
-- Orders are the administrators' words: the signer says only what became of them.
GRANT SELECT ON admin_order TO "${signer_user}";
GRANT UPDATE (counted_at, verdict, reason) ON admin_order TO "${signer_user}";
GRANT SELECT, DELETE ON claim TO "${signer_user}";
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox, inbox, parked TO "${signer_user}";

GRANT SELECT ON request, certificate, admin_order, claim, audit, audit_checkpoint TO "${approval_user}";
-- Not counted_at, verdict and reason: an order that says itself that it counted does not exist.
GRANT INSERT (administrator, request_id, action, sequence, jws, stored_at) ON admin_order TO "${approval_user}";
GRANT INSERT, UPDATE, DELETE ON claim TO "${approval_user}";
