package com.ytempire.ml.generation.store;

import com.ytempire.ml.generation.call.CallLedger;
import com.ytempire.ml.generation.call.InMemoryCallLedger;
import com.ytempire.ml.generation.cost.CostLedger;
import com.ytempire.ml.generation.cost.InMemoryCostLedger;
import java.time.Clock;
import org.junit.jupiter.api.Nested;

class InMemoryLedgersTest {
  @Nested
  class Calls extends CallLedgerContract {
    private final CallLedger calls = new InMemoryCallLedger(Clock.systemUTC());

    @Override
    CallLedger calls() {
      return calls;
    }
  }

  @Nested
  class Costs extends CostLedgerContract {
    private final CostLedger costs = new InMemoryCostLedger();

    @Override
    CostLedger costs() {
      return costs;
    }
  }
}
