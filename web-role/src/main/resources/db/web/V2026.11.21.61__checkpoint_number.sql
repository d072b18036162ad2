-- Checkpoints are read newest first, of all instances together; a signer writes one a minute at most.
create index audit_checkpoint_number on audit_checkpoint (number);
