package com.ytempire.ml.core.store.postgres;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.prediction.SnapshotRows;

/**
 * A row of {@code title_embeddings} to write.
 *
 * @param item the newest snapshot
 * @param recent the numbers of the newest ones, it included
 */
record ContentWrite(EmbeddedContent item, SnapshotRows recent) {}
