-- What nobody understood, or nobody chose from, is listed without reading the whole ledger.
CREATE INDEX ledger_unanswered ON ledger (at) WHERE rule = 'understanding';
