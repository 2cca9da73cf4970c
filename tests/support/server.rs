//! A small HTTP server, one thread a connection, whose answers are made by a closure.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// What was asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// Path and query.
    pub path: String,
    /// By lowercase name; of a repeated one, the last.
    pub headers: HashMap<String, String>,
    /// How often this path was asked for before.
    pub before: usize,
    /// When it came in.
    pub at: Instant,
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    manner: Manner,
}

#[derive(Clone, Debug)]
enum Manner {
    /// As it should be.
    Whole,
    /// The length is announced, and the connection closed after so many bytes.
    Cut(usize),
    /// A byte at a time, so long apart, without an end.
    Drip(Duration),
    /// The body is sent over and over, without an end.
    Endless,
    /// Nothing is ever answered.
    Hang,
    /// These bytes and nothing else.
    Raw,
    /// After a wait.
    Late(Duration),
}

impl Reply {
    pub fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            manner: Manner::Whole,
        }
    }

    /// A page of HTML.
    pub fn html(body: &str) -> Self {
        Self::new(200)
            .header("content-type", "text/html; charset=utf-8")
            .body(body)
    }

    pub fn redirect(status: u16, to: &str) -> Self {
        Self::new(status).header("location", to)
    }

    /// Bytes instead of an HTTP answer.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        let mut reply = Self::new(0).body(bytes);
        reply.manner = Manner::Raw;
        reply
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub fn cut(mut self, after: usize) -> Self {
        self.manner = Manner::Cut(after);
        self
    }

    pub fn drip(mut self, apart: Duration) -> Self {
        self.manner = Manner::Drip(apart);
        self
    }

    pub fn endless(mut self) -> Self {
        self.manner = Manner::Endless;
        self
    }

    pub fn hang() -> Self {
        let mut reply = Self::new(0);
        reply.manner = Manner::Hang;
        reply
    }

    pub fn late(mut self, wait: Duration) -> Self {
        self.manner = Manner::Late(wait);
        self
    }
}

/// A running server; it stops when dropped.
pub struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
    stop: Arc<AtomicBool>,
}

impl Server {
    /// A server that answers with what `answer` makes of each request. `/robots.txt` is missing,
    /// unless `answer` is asked for it by [`Server::with_robots`].
    pub fn start(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        Self::with_robots(move |request| {
            if request.path == "/robots.txt" {
                Reply::new(404)
            } else {
                answer(request)
            }
        })
    }

    pub fn with_robots(answer: impl Fn(&Request) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Vec::new()));
        let stop = Arc::new(AtomicBool::new(false));
        let (log, stopped) = (Arc::clone(&seen), Arc::clone(&stop));
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for connection in listener.incoming() {
                if stopped.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(connection) = connection else { continue };
                let (log, stopped, answer) =
                    (Arc::clone(&log), Arc::clone(&stopped), Arc::clone(&answer));
                // A client that goes away ends the connection, nothing else.
                thread::spawn(move || serve(&connection, &log, &stopped, &*answer).ok());
            }
        });
        Self {
            address,
            seen,
            stop,
        }
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Every request for a page so far.
    pub fn requests(&self) -> Vec<Request> {
        let seen = self.seen.lock().unwrap();
        let pages = seen.iter().filter(|request| request.path != "/robots.txt");
        pages.cloned().collect()
    }

    /// How often a path was asked for.
    pub fn count(&self, path: &str) -> usize {
        let seen = self.seen.lock().unwrap();
        seen.iter().filter(|request| request.path == path).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for connections.
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(
    connection: &TcpStream,
    seen: &Mutex<Vec<Request>>,
    stop: &AtomicBool,
    answer: &dyn Fn(&Request) -> Reply,
) -> std::io::Result<()> {
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    while let Some(request) = read_request(&mut reader, seen)? {
        let reply = answer(&request);
        let mut writer = connection;
        if !send(&mut writer, &reply, stop)? {
            break;
        }
    }
    Ok(())
}

fn read_request(
    reader: &mut impl BufRead,
    seen: &Mutex<Vec<Request>>,
) -> std::io::Result<Option<Request>> {
    let Some(line) = read_line(reader)? else {
        return Ok(None);
    };
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = HashMap::new();
    while let Some(line) = read_line(reader)?.filter(|line| !line.trim().is_empty()) {
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    let mut seen = seen.lock().unwrap();
    let request = Request {
        before: seen.iter().filter(|earlier| earlier.path == path).count(),
        path,
        headers,
        at: Instant::now(),
    };
    seen.push(request.clone());
    Ok(Some(request))
}

/// A line, also of what is no text: a client that speaks TLS gets an answer too.
fn read_line(reader: &mut impl BufRead) -> std::io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = reader.take(64 << 10).read_until(b'\n', &mut line)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

/// Sends a reply; whether the connection goes on.
fn send(to: &mut impl Write, reply: &Reply, stop: &AtomicBool) -> std::io::Result<bool> {
    let mut head = format!("HTTP/1.1 {} Whatever\r\n", reply.status);
    for (name, value) in &reply.headers {
        write!(head, "{name}: {value}\r\n").expect("a string takes everything");
    }
    let sized = format!("{head}content-length: {}\r\n\r\n", reply.body.len());
    match reply.manner {
        Manner::Whole => {
            to.write_all(&[sized.as_bytes(), &reply.body].concat())?;
            return Ok(true);
        }
        Manner::Late(wait) => {
            thread::sleep(wait);
            to.write_all(&[sized.as_bytes(), &reply.body].concat())?;
            return Ok(true);
        }
        Manner::Cut(after) => to.write_all(&[sized.as_bytes(), &reply.body[..after]].concat())?,
        Manner::Raw => to.write_all(&reply.body)?,
        Manner::Hang => wait_for(stop),
        Manner::Drip(apart) => {
            to.write_all(format!("{head}\r\n").as_bytes())?;
            while !stop.load(Ordering::Relaxed) {
                to.write_all(b"x")?;
                thread::sleep(apart);
            }
        }
        Manner::Endless => {
            to.write_all(format!("{head}\r\n").as_bytes())?;
            while !stop.load(Ordering::Relaxed) {
                to.write_all(&reply.body)?;
            }
        }
    }
    Ok(false)
}

fn wait_for(stop: &AtomicBool) {
    while !stop.load(Ordering::Relaxed) {
        thread::sleep(Duration::from_millis(20));
    }
}
