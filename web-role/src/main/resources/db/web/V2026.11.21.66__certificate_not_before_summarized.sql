-- What was added since the last vacuum was read whole by each comparison.
alter index certificate_not_before set (autosummarize = on);
