package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.ContentIndex;
import com.ytempire.ml.core.store.ContentIndexContract;

final class InMemoryContentIndexTest extends ContentIndexContract {
  private static final InMemoryContentIndex INDEX = new InMemoryContentIndex();

  @Override
  protected ContentIndex index() {
    return INDEX;
  }
}
