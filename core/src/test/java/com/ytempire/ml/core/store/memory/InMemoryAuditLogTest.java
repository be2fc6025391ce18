package com.ytempire.ml.core.store.memory;

import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.AuditLogContract;

final class InMemoryAuditLogTest extends AuditLogContract {
  private final AuditLog log = new InMemoryAuditLog();

  @Override
  protected AuditLog log() {
    return log;
  }
}
