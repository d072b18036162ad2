-- What was added since the last vacuum was read whole by each comparison.
ALTER INDEX certificate_not_before SET (autosummarize = on);
