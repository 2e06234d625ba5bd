"""What is kept: sealed drafts, and responses that identify nobody. No Flask here.

**How a draft is sealed.** A respondent's browser holds a key of 32 random bytes, and the server keeps none
of it. HKDF-SHA256 makes two things of that key: the id under which the draft lies in the table, and the key
that encrypts it with AES-256-GCM. The text is padded to whole buckets of 4 KiB first, so that its length does
not tell how much was answered, and it is bound to its id and its revision, so that it fits nowhere else.
A return code (six words) is stretched with Argon2id, peppered by the server's secret, into the id and the key
of a *door*: a row that holds nothing but the draft's key, encrypted. The operator, the database, a backup and
the server's secret together open nothing: only the browser's key does, or the words.

**What can be reached when.** A draft: until its day of expiry, which each save moves. A response: with its
receipt, until the survey is frozen. After that, by nobody.
"""
