package io.hongyan.bench.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The tables of docs/capacity.md are what the arithmetic gives, and the arithmetic rests on what was measured. */
class CapacityTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Path PAGE = DOCS.resolve("capacity.md");
    private static final String RENEW = "mvn -pl bench -am package -Dtest=CapacityTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dhongyan.capacity.renew=true";
    private static final List<Double> USERS = List.of(10_000d, 1_000_000d, 100_000_000d);

    private static final List<Figure> FIGURES = List.of(
            Figure.CONNECTOR_MESSAGE,
            Figure.MESSAGE_MESSAGE,
            Figure.REST_MESSAGE,
            Figure.BROKER_MESSAGE,
            Figure.DATABASE_MESSAGE,
            Figure.DELIVERY,
            Figure.LOGIN,
            Figure.CONNECTOR_LOGIN,
            Figure.CONNECTION,
            Figure.ROUNDS,
            Figure.BUSIEST);

    @Test
    void everyFigureStandsWhereItWasMeasured() throws IOException {
        for (Figure figure : FIGURES) {
            assertThat(Files.readString(DOCS.resolve(figure.page())))
                    .as(figure.unit())
                    .contains(figure.quote());
        }
    }

    @Test
    void thePageHasWhatTheArithmeticGives() throws IOException {
        Map<String, String> tables = new TreeMap<>(Map.of("figures", figures(), "needs", needs(), "habits", habits()));
        String page = Files.readString(PAGE);
        for (Map.Entry<String, String> table : tables.entrySet()) {
            String begin = "<!-- %s: begin, made by CapacityTest -->\n".formatted(table.getKey());
            String end = "<!-- %s: end -->\n".formatted(table.getKey());
            int from = page.indexOf(begin) + begin.length();
            if (Boolean.getBoolean("hongyan.capacity.renew")) {
                page = page.substring(0, from) + table.getValue() + page.substring(page.indexOf(end));
                Files.writeString(PAGE, page);
            }
            assertThat(page.substring(from, page.indexOf(end)))
                    .as("%s is out of date. Renew it: %s", PAGE, RENEW)
                    .isEqualTo(table.getValue());
        }
    }

    /** By hand: 1,000,000 x 0.3 x 40 = 12,000,000 a day, 138.9 a second, 416.7 at the peak; each costs 1.703 + 2 x 0.27 ms. */
    @Test
    void theArithmeticIsWhatAPersonWouldDo() {
        Need need = Need.of(1_000_000, new Habits(0.3, 40, 2, 10, 0.15, 3, 2));

        assertThat(need.messages()).isCloseTo(416.7, within(0.1));
        assertThat(need.logins()).isCloseTo(104.2, within(0.1));
        assertThat(need.sockets()).isEqualTo(150_000);
        assertThat(need.connectors()).isEqualTo(20);
        assertThat(need.cores()).isCloseTo(2 * (416.7 * (1.703 + 0.54) + 104.2 * 2.75) / 1000, within(0.01));
        assertThat(need.coresAtLeast(Habits.ASSUMED)).isEqualTo(Math.max(need.cores(), 2 * 1.62));
        assertThat(need.partitions()).isEqualTo(8);
    }

    private static String figures() {
        var table = new StringBuilder("| measured | | where |\n|---|---|---|\n");
        FIGURES.forEach(figure -> table.append(
                "| %s | %s | [performance](%s) |\n".formatted(number(figure.value()), figure.unit(), figure.page())));
        table.append("| %s | bytes of the event log a message, with its receipts | below |\n"
                .formatted(number(Storage.LOG_BYTES)));
        table.append("| %s | bytes of the databases a message | below |\n".formatted(number(Storage.DATABASE_BYTES)));
        return table.toString();
    }

    private static String habits() {
        Habits it = Habits.ASSUMED;
        return """
                | assumed | |
                |---|---|
                | %s %% | of all users come on a day |
                | %s | messages a day of each who comes |
                | %s | further members who get a message, on the average |
                | %s | logins a day of each who comes |
                | %s %% | of all users are connected at the busiest moment |
                | %s | times the average is the busiest moment |
                | %s | times that is there: a zone may fail, a release be slower |
                """.formatted(
                        number(it.activeShare() * 100),
                        number(it.messagesADay()),
                        number(it.membersMore()),
                        number(it.loginsADay()),
                        number(it.onlineShare() * 100),
                        number(it.peak()),
                        number(it.headroom()));
    }

    private static String needs() {
        List<Need> needs =
                USERS.stream().map(users -> Need.of(users, Habits.ASSUMED)).toList();
        var table = new StringBuilder("| users |");
        USERS.forEach(users -> table.append(" %s |".formatted(number(users))));
        table.append("\n|---|").append("---|".repeat(USERS.size())).append('\n');
        row(table, "messages/s at the peak", needs.stream().map(Need::messages).toList());
        row(table, "logins/s at the peak", needs.stream().map(Need::logins).toList());
        row(table, "sockets", needs.stream().map(Need::sockets).toList());
        row(
                table,
                "connectors, of 15,000 sockets each",
                needs.stream().map(it -> (double) it.connectors()).toList());
        row(
                table,
                "cores of connectors",
                needs.stream().map(Need::connectorCores).toList());
        row(
                table,
                "cores of message-service, all roles",
                needs.stream().map(Need::messageCores).toList());
        row(
                table,
                "cores of presence, history, push, Redis",
                needs.stream().map(Need::restCores).toList());
        row(table, "cores of Kafka", needs.stream().map(Need::brokerCores).toList());
        row(
                table,
                "cores of PostgreSQL",
                needs.stream().map(Need::databaseCores).toList());
        row(
                table,
                "**cores in all**, at least what rounds take",
                needs.stream().map(it -> it.coresAtLeast(Habits.ASSUMED)).toList());
        row(
                table,
                "partitions of the event log",
                needs.stream().map(it -> (double) it.partitions()).toList());
        row(
                table,
                "GiB of idle connections",
                needs.stream()
                        .map(it -> it.sockets() * Figure.CONNECTION.value() / (1 << 20))
                        .toList());
        row(
                table,
                "GB a day in the event log, one copy",
                needs.stream().map(Need::logGigabytesADay).toList());
        row(
                table,
                "GB a day in the databases",
                needs.stream().map(Need::databaseGigabytesADay).toList());
        return table.toString();
    }

    private static void row(StringBuilder table, String name, List<Double> values) {
        table.append("| ").append(name).append(" |");
        values.forEach(value -> table.append(" %s |".formatted(rounded(value))));
        table.append('\n');
    }

    /** What is counted as it is, all else to two digits: it is not known better. */
    private static String rounded(double value) {
        return number(
                value == Math.rint(value)
                        ? value
                        : new BigDecimal(value).round(new MathContext(2)).doubleValue());
    }

    private static String number(double value) {
        return new DecimalFormat("#,##0.#####", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }
}
