package com.ytempire.ml.core.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Connections of another data source that count the prepared statements sent through them. */
public final class CountedStatements {
  private final AtomicInteger sent = new AtomicInteger();
  private final DataSource source;

  public CountedStatements(DataSource source) {
    this.source = source;
  }

  /** How many statements were sent so far. */
  public int sent() {
    return sent.get();
  }

  public DataSource dataSource() {
    return wrap(DataSource.class, source);
  }

  /** Passes every call on, wraps what leads to a statement, and counts what sends one. */
  private <T> T wrap(Class<T> type, Object target) {
    Object proxy =
        Proxy.newProxyInstance(
            CountedStatements.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (target instanceof PreparedStatement && method.getName().startsWith("execute")) {
                sent.incrementAndGet();
              }
              try {
                Object result = method.invoke(target, arguments);
                if (method.getName().equals("getConnection")) {
                  return wrap(Connection.class, result);
                }
                return result instanceof PreparedStatement
                    ? wrap(PreparedStatement.class, result)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
