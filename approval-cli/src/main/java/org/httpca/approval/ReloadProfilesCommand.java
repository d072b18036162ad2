package org.httpca.approval;

import java.util.List;
import java.util.concurrent.Callable;
import org.httpca.approval.database.SignerDatabase;
import org.httpca.approval.decision.ReloadOrder;
import org.httpca.approval.exit.ExitCode;
import org.httpca.approval.order.StoredOrder;
import org.httpca.approval.profile.SignerInstance;
import org.httpca.approval.profile.SignerInstances;
import org.httpca.approval.terminal.Times;
import org.httpca.approval.terminal.VisibleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code reload-profiles}: every signer reads its profiles.yml again. */
@Command(
        name = "reload-profiles",
        description = "Orders every signer to read its profiles.yml again. A faulty file changes nothing.",
        sortOptions = false)
final class ReloadProfilesCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final WaitOption wait = new WaitOption();

    ReloadProfilesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (SignerDatabase database = session.open()) {
            ReloadOrder reload = new ReloadOrder(database, session.key(), session.clock(), wait.patience());
            Long id = reload.place();
            if (id == null) {
                session.complain("Not ordered: other sessions of yours are faster; try again.");
                return ExitCode.ERROR.number();
            }
            StoredOrder order = reload.counted(id);
            if (order == null) {
                session.complain("Ordered, not yet counted: no signer answered within " + Times.span(wait.patience())
                        + ". The signers carry it out when they are back.");
                return ExitCode.ERROR.number();
            }
            if (!order.stands()) {
                session.complain("The signer refused the order: " + order.reason());
                return ExitCode.REFUSED.number();
            }
            List<SignerInstance> signers = new SignerInstances(database).awaitReload(id, wait.patience());
            return signers.stream()
                    .map(signer -> tell(signer, id))
                    .max(ExitCode::compareTo)
                    .orElse(ExitCode.DONE)
                    .number();
        }
    }

    private ExitCode tell(SignerInstance signer, long order) {
        if (signer.reloadOrder() < order) {
            session.complain(signer.name() + " has not answered yet; its log and the status page will tell.");
            return ExitCode.ERROR;
        }
        if (signer.fault() != null) {
            session.complain(signer.name() + " keeps the profiles that it had: " + signer.fault());
            return ExitCode.REFUSED;
        }
        session.out()
                .println(VisibleText.of(
                        signer.name() + " has read its profiles: " + String.join(", ", signer.profiles()) + "."));
        return ExitCode.DONE;
    }
}
