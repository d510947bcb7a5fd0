package io.hongyan.bench.capacity;

/**
 * Something that was measured.
 *
 * @param value how much
 * @param unit of what, for what
 * @param page where it stands
 * @param quote words of that page that have it: a test looks for them, so that a new measurement is not forgotten here
 */
record Figure(double value, String unit, String page, String quote) {

    private static final String PERFORMANCE = "performance.md";

    static final Figure CONNECTOR_MESSAGE =
            new Figure(0.232, "ms of CPU a message, connector", PERFORMANCE, "| connector | 0.356 | 0.280 | 0.232 |");
    static final Figure MESSAGE_MESSAGE = new Figure(
            0.484, "ms of CPU a message, message-service", PERFORMANCE, "| message | 0.564 | 0.496 | 0.484 |");
    static final Figure BROKER_MESSAGE =
            new Figure(0.406, "ms of CPU a message, Kafka", PERFORMANCE, "| kafka | 0.428 | 0.477 | 0.406 |");
    static final Figure REST_MESSAGE = new Figure(
            0.451,
            "ms of CPU a message; presence, history, push and Redis",
            PERFORMANCE,
            "| presence, history, push, redis | 0.287 | 0.335 | 0.451 |");
    static final Figure DATABASE_MESSAGE = new Figure(
            0.13,
            "ms of CPU a message, PostgreSQL (13 % of a core at 1,000/s)",
            PERFORMANCE,
            "they took 13 % of a core");
    static final Figure DELIVERY = new Figure(
            0.27,
            "ms of CPU, all together, for each further member of a group",
            PERFORMANCE,
            "deliveries/s at 0.27 ms each");
    static final Figure LOGIN =
            new Figure(2.75, "ms of CPU a login, all together, once warm", PERFORMANCE, "545–724/s, 2.43–2.75 ms");
    static final Figure CONNECTOR_LOGIN =
            new Figure(0.82, "ms of CPU a login, connector", PERFORMANCE, "connector\n  0.69–0.82");
    static final Figure CONNECTION =
            new Figure(4.5, "KiB of memory a connection that is idle", PERFORMANCE, "grew by 4.5 KiB a connection");
    /** At 600/s and 1,200/s it was as much: 2.7 and 1.42 ms a message. */
    static final Figure ROUNDS = new Figure(
            1.62,
            "cores that the rounds of a suite take from 300 messages/s (5.4 ms each) to 1,200",
            PERFORMANCE,
            "300/s 5.4 ms (47/s), 600/s 2.7 ms (41/s) and 1,200/s 1.42 ms");

    static final Figure BUSIEST = new Figure(
            3000,
            "messages/s with 8 partitions, the most without a failure, all on two cores",
            PERFORMANCE,
            "3,000/s 0.66 ms, none failed of 40,000 and 60,000");
}
