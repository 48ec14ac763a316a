using System.Globalization;
using System.Text.Json;
using Discern.Crawling.Extraction;
using Microsoft.Data.Sqlite;

namespace Discern.Crawling.Storing;

/// <summary>What a folder's crawls have seen, kept in SQLite: each step is committed at once, so that a killed crawl goes on where it was.</summary>
/// <remarks>
/// Crawls are numbered. A row is of the crawl that saw it last; pages of the current crawl that wait are the frontier, and what waits
/// after a stop is simply found again. The file is held locked while it is open: two crawls never share a folder.
/// </remarks>
internal sealed class CrawlState : IDisposable
{
    /// <summary>The file's name in the folder of pictures.</summary>
    public const string FileName = "crawl.sqlite";

    private const string Schema =
        """
        CREATE TABLE IF NOT EXISTS crawl (number INTEGER PRIMARY KEY, is_finished INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS page (
            row INTEGER PRIMARY KEY, site TEXT NOT NULL, address TEXT NOT NULL, found_on TEXT NOT NULL, crawl INTEGER NOT NULL,
            state INTEGER NOT NULL, reason TEXT, barren INTEGER NOT NULL, etag TEXT, last_modified TEXT, content TEXT,
            UNIQUE (site, address));
        CREATE TABLE IF NOT EXISTS picture (
            row INTEGER PRIMARY KEY, site TEXT NOT NULL, address TEXT NOT NULL, category TEXT NOT NULL, name TEXT NOT NULL, page TEXT NOT NULL,
            licence TEXT NOT NULL, crawl INTEGER NOT NULL, state INTEGER NOT NULL, reason TEXT, sha256 TEXT, extension TEXT, fetched_at TEXT,
            UNIQUE (address, category));
        CREATE INDEX IF NOT EXISTS picture_content ON picture (sha256);
        CREATE TABLE IF NOT EXISTS remark (crawl INTEGER NOT NULL, address TEXT NOT NULL, page TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE (crawl, address, page));
        """;

    private readonly SqliteConnection connection;
    private readonly long crawl;

    private CrawlState(SqliteConnection connection)
    {
        this.connection = connection;
        IsContinued = (long)Scalar("SELECT count(*) FROM crawl WHERE is_finished = 0")! > 0;
        if (!IsContinued)
        {
            Execute("INSERT INTO crawl (is_finished) VALUES (0)");
        }

        crawl = (long)Scalar("SELECT max(number) FROM crawl")!;
    }

    /// <summary>Whether this crawl was begun earlier and stopped.</summary>
    public bool IsContinued { get; }

    /// <summary>Opens or makes the state of a folder.</summary>
    /// <exception cref="DiscernException">Another crawl has it open, or it is damaged.</exception>
    public static CrawlState Open(string folder)
    {
        string path = Path.Combine(folder, FileName);
        var opened = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 1 }.ConnectionString);
        try
        {
            opened.Open();
            using SqliteCommand command = opened.CreateCommand();
            command.CommandText = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE; " + Schema + "COMMIT;";
            command.ExecuteNonQuery();
            return new CrawlState(opened);
        }
        catch (SqliteException exception)
        {
            opened.Dispose();
            const int Busy = 5, Locked = 6;
            throw new DiscernException(
                exception.SqliteErrorCode is Busy or Locked
                    ? $"Another crawl is at work in '{folder}'. Let it end, or name another folder."
                    : $"The state of earlier crawls, '{path}', cannot be used: {exception.Message.TrimEnd('.')}. Move it away to begin anew; pictures stay.",
                exception);
        }
    }

    /// <summary>Runs several steps as one: all of them are kept, or none.</summary>
    public void Together(Action steps)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        steps();
        transaction.Commit();
    }

    /// <summary>Everything of the given sites that waits, in the order in which it was found.</summary>
    public IEnumerable<WorkItem> Waiting(IReadOnlySet<string> sites)
    {
        foreach (bool isPage in new[] { true, false })
        {
            using SqliteCommand command = Command(
                $"SELECT row, site, address FROM {(isPage ? "page" : "picture")} WHERE state = 0 AND crawl = $crawl ORDER BY row", ("$crawl", crawl));
            using SqliteDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (sites.Contains(reader.GetString(1)))
                {
                    yield return new WorkItem(reader.GetInt64(0), isPage, new Uri(reader.GetString(2)).Authority);
                }
            }
        }
    }

    /// <summary>How many pages of a site this crawl has seen, refused ones left out.</summary>
    public int PagesOf(string site) =>
        (int)(long)Scalar("SELECT count(*) FROM page WHERE crawl = $crawl AND site = $site AND state <> 3", ("$crawl", crawl), ("$site", site))!;

    /// <summary>Whether this crawl has met a page.</summary>
    public bool HasMet(string site, string address) =>
        Scalar("SELECT 1 FROM page WHERE site = $site AND address = $address AND crawl = $crawl", ("$site", site), ("$address", address), ("$crawl", crawl)) is not null;

    /// <summary>Adds a page to the crawl, waiting or, with a reason, skipped.</summary>
    /// <returns>The row of a page that waits.</returns>
    public long AddPage(string site, string address, string foundOn, int barren, string? reason = null) => (long)Scalar(
        """
        INSERT INTO page (site, address, found_on, crawl, state, reason, barren) VALUES ($site, $address, $page, $crawl, $state, $reason, $barren)
        ON CONFLICT (site, address) DO UPDATE SET found_on = $page, crawl = $crawl, state = $state, reason = $reason, barren = $barren
        RETURNING row
        """,
        ("$site", site), ("$address", address), ("$page", foundOn), ("$crawl", crawl),
        ("$state", (int)(reason is null ? RowState.Waiting : RowState.Skipped)), ("$reason", reason), ("$barren", barren))!;

    /// <summary>Notes a picture on a page of this crawl.</summary>
    /// <returns>Whether this crawl has not met it before, and its row where it has to be fetched.</returns>
    /// <remarks>A picture that was kept once is never asked for again; one that was skipped is, unless its content was known.</remarks>
    public (bool IsNew, long? Waiting) AddPicture(string site, FoundPicture picture, string page, string licence)
    {
        (long Crawl, RowState State, bool HasContent)? before = Picture(picture);
        if (before?.Crawl == crawl)
        {
            return (false, null);
        }

        bool isToFetch = before is not { } known || known.State is RowState.Waiting || known is { State: RowState.Skipped, HasContent: false };
        object row = Scalar(
            isToFetch
                ? """
                  INSERT INTO picture (site, address, category, name, page, licence, crawl, state) VALUES ($site, $address, $category, $name, $page, $licence, $crawl, 0)
                  ON CONFLICT (address, category) DO UPDATE SET site = $site, name = $name, page = $page, licence = $licence, crawl = $crawl, state = 0, reason = NULL
                  RETURNING row
                  """
                : "UPDATE picture SET crawl = $crawl WHERE address = $address AND category = $category RETURNING row",
            ("$site", site), ("$address", picture.Address), ("$category", picture.Category), ("$name", picture.Name), ("$page", page), ("$licence", licence), ("$crawl", crawl))!;
        return (true, isToFetch ? (long)row : null);
    }

    /// <summary>A page that waits.</summary>
    public WaitingPage Page(long row)
    {
        using SqliteCommand command = Command("SELECT site, address, barren, etag, last_modified, content FROM page WHERE row = $row", ("$row", row));
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        KnownPage? known = Text(reader, 5) is { } content
            ? new KnownPage(Text(reader, 3), Text(reader, 4), JsonSerializer.Deserialize(content, StateJson.Default.PageContent)!)
            : null;
        return new WaitingPage(row, reader.GetString(0), new Uri(reader.GetString(1)), reader.GetInt32(2), known);
    }

    /// <summary>A picture that waits.</summary>
    public WaitingPicture Picture(long row)
    {
        using SqliteCommand command = Command("SELECT address, page, category FROM picture WHERE row = $row", ("$row", row));
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return new WaitingPicture(row, new Uri(reader.GetString(0)), new Uri(reader.GetString(1)), reader.GetString(2));
    }

    /// <summary>Marks a page as visited and remembers what was on it.</summary>
    public void FinishPage(long row, KnownPage page) => Execute(
        "UPDATE page SET state = 1, etag = $etag, last_modified = $modified, content = $content WHERE row = $row",
        ("$row", row), ("$etag", page.ETag), ("$modified", page.LastModified), ("$content", JsonSerializer.Serialize(page.Content, StateJson.Default.PageContent)));

    /// <summary>Marks a page as skipped.</summary>
    public void SkipPage(long row, string reason) =>
        Execute("UPDATE page SET state = 3, reason = $reason WHERE row = $row", ("$row", row), ("$reason", reason));

    /// <summary>The label under which a content was kept; null where it is new.</summary>
    public string? CategoryOf(string sha256) =>
        (string?)Scalar("SELECT category FROM picture WHERE sha256 = $sha256 AND state = 1", ("$sha256", sha256));

    /// <summary>Marks a picture as kept, or as a duplicate of one that was.</summary>
    public void FinishPicture(long row, RowState state, string sha256, string extension, DateTimeOffset fetchedAt) => Execute(
        "UPDATE picture SET state = $state, sha256 = $sha256, extension = $extension, fetched_at = $at WHERE row = $row",
        ("$row", row), ("$state", (int)state), ("$sha256", sha256), ("$extension", extension), ("$at", fetchedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));

    /// <summary>Marks a picture as skipped; one whose content is known is not asked for again.</summary>
    public void SkipPicture(long row, string reason, string? sha256 = null) => Execute(
        "UPDATE picture SET state = 3, reason = $reason, sha256 = $sha256 WHERE row = $row", ("$row", row), ("$reason", reason), ("$sha256", sha256));

    /// <summary>Notes something that a page lacked for a reason of ours or of its own.</summary>
    public void Remark(string address, string page, string reason) => Execute(
        "INSERT OR IGNORE INTO remark (crawl, address, page, reason) VALUES ($crawl, $address, $page, $reason)",
        ("$crawl", crawl), ("$address", address), ("$page", page), ("$reason", reason));

    /// <summary>The pictures that were kept, by this crawl and those before, in the order in which they were found.</summary>
    public IEnumerable<KeptPicture> Kept()
    {
        using SqliteCommand command = Command("SELECT sha256, extension, category, address, name, page, licence, fetched_at FROM picture WHERE state = 1 ORDER BY row");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new KeptPicture(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7));
        }
    }

    /// <summary>What this crawl had to skip.</summary>
    public IEnumerable<Skipped> Skipped()
    {
        using SqliteCommand command = Command(
            """
            SELECT 'page', address, found_on, reason FROM page WHERE state = 3 AND crawl = $crawl
            UNION ALL SELECT 'picture', address, page, reason FROM picture WHERE state = 3 AND crawl = $crawl
            UNION ALL SELECT 'part', address, page, reason FROM remark WHERE crawl = $crawl
            """,
            ("$crawl", crawl));
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new Skipped(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));
        }
    }

    /// <summary>How much this crawl has done so far, stops included.</summary>
    public CrawlProgress Progress()
    {
        using SqliteCommand command = Command(
            """
            SELECT (SELECT count(*) FROM page WHERE crawl = $crawl AND state IN (1, 3)), (SELECT count(*) FROM page WHERE crawl = $crawl),
                   (SELECT count(*) FROM picture WHERE crawl = $crawl AND state <> 0), (SELECT count(*) FROM picture WHERE crawl = $crawl)
            """,
            ("$crawl", crawl));
        using SqliteDataReader reader = command.ExecuteReader();
        reader.Read();
        return new CrawlProgress(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3));
    }

    /// <summary>Marks the crawl as finished: the next one looks at all pages again.</summary>
    public void Finish() => Execute("UPDATE crawl SET is_finished = 1 WHERE number = $crawl", ("$crawl", crawl));

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private (long Crawl, RowState State, bool HasContent)? Picture(FoundPicture picture)
    {
        using SqliteCommand command = Command(
            "SELECT crawl, state, sha256 IS NOT NULL FROM picture WHERE address = $address AND category = $category", ("$address", picture.Address), ("$category", picture.Category));
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetInt64(0), (RowState)reader.GetInt32(1), reader.GetBoolean(2)) : null;
    }

    private static string? Text(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        return command.ExecuteScalar();
    }

    private void Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using SqliteCommand command = Command(sql, parameters);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // all statements are constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((string name, object? value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
