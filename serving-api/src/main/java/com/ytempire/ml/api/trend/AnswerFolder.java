package com.ytempire.ml.api.trend;

import com.ytempire.ml.core.store.object.S3Folder;
import org.jspecify.annotations.Nullable;

/** Where answers are kept in S3, or null for nowhere. */
record AnswerFolder(@Nullable S3Folder folder) implements AutoCloseable {
  @Override
  public void close() {
    if (folder != null) {
      folder.close();
    }
  }
}
