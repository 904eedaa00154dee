/// Has SQLite keep no count of the memory it uses, which takes a lock at each allocation, and set enough aside for
/// preparing a rule's query. Only before its first use.
void SQLiteMemoryPrepare(void);

/// Has threads share what they hold of freed memory: one hoard for each was measured to be a quarter of all memory when
/// several connections judge.
void SQLiteMemoryShareArenas(void);
